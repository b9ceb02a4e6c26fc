import { beforeAll, describe, expect, it } from 'vitest';
import { buildSmallTown, type SmallTown } from './small-town.ts';

let town: SmallTown;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  const people = Array.from({ length: 60 }, (_, index) => [
    String(index),
    `${tag} N${String(index).padStart(2, '0')}`,
    `1380013${String(index).padStart(4, '0')}`,
    `${tag}R${index}`,
    `澜州市青埔区${tag}路${index % 7}号`,
    '',
    '',
    '2010-01-01',
    '',
  ]);
  await town.deliver(town.residents, people);
  await town.deliver(
    town.vehicles,
    people
      .slice(0, 40)
      .map(([no = '', name = '', , rid = '']) => [`v${no}`, `${tag}P${no}`, name, rid, '2015-05-01', '']),
  );
});

/** The statements that a query takes, once the catalogue of datasets is known. */
async function statementsOf(
  query: string,
  variables: Record<string, unknown> = {},
): Promise<readonly string[]> {
  await town.ask('{ datasets { id } }');
  const names: string[] = [];
  const stop = town.graph.observe((name) => names.push(name));
  await town.ask(query, variables);
  stop();
  // The catalogue is read again now and then, whether the matter is still open is asked beside a request, and what was
  // decided about values only once anything was, which a test beside this one may do at any moment.
  return names
    .filter(
      (name) =>
        !/list-(?:datasets|definitions)|read-definition|find-matters|value-decisions|entity-decisions|barred-values|(?:rejected|confirmed)-names/.test(
          name,
        ),
    )
    .sort();
}

const PAGE = `query ($first: Int!, $where: EntityFilter) {
  entities(first: $first, where: $where) {
    nodes {
      id name type evidence
      claims { attribute value preferred sources { original statedAt department { name } dataset { name } delivery { statedAt kind } record { key } } }
      links(first: 5) { totalCount nodes { type period { from } dataset { department { name } } other { id name } } }
      mentions(first: 5) { totalCount nodes { id role attributes { name value } record { id key delivery { id } } entity { id } } }
      records(first: 5) { totalCount nodes { id key rows mentions { id name } versions { version } } }
      timeline(first: 5) { nodes { roles record { key } } }
      departments { id name }
      identityEvents { type at }
    }
  }
}`;

describe('a page of entities', () => {
  it('takes the same statements whether it holds 5 or 50', async () => {
    const where = { kind: 'Person', departments: [`${town.tag}-registry`] };
    const five = await statementsOf(PAGE, { first: 5, where });
    const fifty = await statementsOf(PAGE, { first: 50, where });
    expect(fifty).toEqual(five);
    expect(fifty.length).toBeLessThanOrEqual(22);
  });

  it.each([
    ['{ entity(id: $id) { id name kind } }', 1],
    [
      '{ entity(id: $id) { id name claims { attribute value sources { record { id key } delivery { id } department { name } } } } }',
      3,
    ],
    [
      '{ entity(id: $id) { links { nodes { other { id name links { nodes { other { id name } } } } } } } }',
      3,
    ],
  ])('asks few statements for %s', async (query, most) => {
    const { entities } = await town.ask(
      'query ($d: [ID!]) { entities(first: 1, where: { kind: Person, datasets: $d }) { nodes { id } } }',
      {
        d: [town.vehicles.id],
      },
    );
    const asked = await statementsOf(`query ($id: ID!) ${query}`, { id: entities.nodes[0].id });
    expect(asked.length).toBeLessThanOrEqual(most);
  });

  it('counts only when the count is asked for', async () => {
    expect(await statementsOf('{ entities(first: 1) { nodes { id } } }')).toHaveLength(1);
    expect(await statementsOf('{ search(text: "王") { nodes { score } } }')).toHaveLength(1);
    expect(await statementsOf('{ records(first: 1) { nodes { id } } }')).toHaveLength(1);
    expect(await statementsOf('{ deliveries(first: 1) { nodes { id } } }')).toHaveLength(1);
  });

  it('reads what all deliveries of a page did to entities at once', async () => {
    const asked = await statementsOf(
      '{ deliveries(first: 5) { nodes { id entityEvents { created merged } } } }',
    );
    expect(asked).toEqual(['intake/page-deliveries', 'resolve/read-entity-counts']);
  });

  it('asks once for what all datasets and departments have, and answers as one of them would', async () => {
    const deliveries = '(first: 1) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }';
    const query = `{ departments { id
      work { openCorrections corrections { nodes { id } } consistency { attribute compared } }
      datasets { id recordCount deliveries${deliveries} }
    } }`;
    const asked = await statementsOf(query);
    expect(asked).toEqual([...new Set(asked)]);
    const { departments } = await town.ask(query);
    const own = departments.find(({ id }: { id: string }) => id === `${town.tag}-registry`);
    const [residents] = own.datasets;
    const one = await town.ask(
      `query ($d: ID!, $p: [ID!]) { deliveries(dataset: $d, first: 1) { totalCount nodes { id } pageInfo { hasNextPage } }
        consistency(departments: $p) { attribute compared } }`,
      { d: residents.id, p: [own.id] },
    );
    expect(residents.recordCount).toBe(60);
    expect(residents.deliveries.totalCount).toBe(1);
    expect(residents.deliveries).toMatchObject(one.deliveries);
    expect(own.work.consistency).toEqual(one.consistency);
    const { dataset } = await town.ask(
      `query ($id: ID!, $after: String) { dataset(id: $id) { deliveries(first: 1, after: $after) { totalCount nodes { id } } } }`,
      { id: residents.id, after: residents.deliveries.pageInfo.endCursor },
    );
    expect(dataset.deliveries).toEqual({ totalCount: 1, nodes: [] });
  });
});
