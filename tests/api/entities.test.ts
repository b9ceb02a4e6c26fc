import { beforeAll, describe, expect, it } from 'vitest';
import { walkPages } from '../setup/walk-pages.ts';
import { buildSmallTown, type SmallTown } from './small-town.ts';
import { residentsNamed } from './small-town-datasets.ts';

let town: SmallTown;
let datasets: { readonly residents: string; readonly vehicles: string };

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  datasets = { residents: town.residents.id, vehicles: town.vehicles.id };
  await town.deliver(town.residents, residentsNamed(tag, [...'ABCDEFGHIJKL']));
  await town.deliver(town.vehicles, [
    ['v1', `${tag}P1`, `${tag} A`, `${tag}A`, '2015-05-01', '2018-01-01'],
    ['v1b', `${tag}P1`, `${tag} B`, `${tag}B`, '2018-01-02', ''],
    ['v2', `${tag}P2`, `${tag} A`, `${tag}A`, '2016-05-01', ''],
  ]);
});

const ENTITIES = `query ($where: EntityFilter, $orderBy: EntityOrder, $first: Int, $after: String, $asOf: AsOf) {
  entities(where: $where, orderBy: $orderBy, first: $first, after: $after, asOf: $asOf) {
    totalCount nodes { id name kind } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

interface Page {
  readonly entities: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function names(where: object, more: object = {}): Promise<readonly string[]> {
  const { entities } = await town.ask<Page>(ENTITIES, { where, first: 100, ...more });
  expect(entities.totalCount).toBe(entities.nodes.length);
  return entities.nodes.map(({ name }) => name.replace(`${town.tag} `, '').replace(town.tag, ''));
}

async function walk(variables: object): Promise<readonly string[]> {
  const read = async (after: string | null) =>
    (await town.ask<Page>(ENTITIES, { ...variables, first: 5, after })).entities;
  return (await walkPages(read)).map(({ id }) => id);
}

describe('entities', () => {
  it('filters by dataset and department, in order of names', async () => {
    expect(await names({ kind: 'Person', datasets: [datasets.vehicles] })).toEqual(['A', 'B']);
    expect(await names({ kind: 'Thing', departments: [`${town.tag}-traffic`] })).toEqual(['P1', 'P2']);
    expect(await names({ type: 'vehicle', datasets: [datasets.vehicles] })).toEqual(['P1', 'P2']);
  });

  it('filters by a value in any spelling', async () => {
    expect(
      await names({
        attributes: [{ name: 'phone', equals: '+86 138-0013-8003' }],
        datasets: [datasets.residents],
      }),
    ).toEqual(['D']);
    expect(await names({ attributes: [{ name: 'rid', equals: `${town.tag}c` }] })).toEqual(['C']);
    const both = [
      { name: 'rid', equals: `${town.tag}C` },
      { name: 'name', equals: `${town.tag} c` },
    ];
    expect(await names({ attributes: both })).toEqual(['C']);
    expect(await names({ attributes: [both[0], { name: 'name', equals: `${town.tag} d` }] })).toEqual([]);
  });

  it('filters through a link', async () => {
    const plate = (value: string) => ({ attributes: [{ name: 'plate', equals: `${town.tag}${value}` }] });
    expect(await names({ linkedTo: plate('p1') })).toEqual(['A', 'B']);
    expect(await names({ linkedTo: { ...plate('p1'), types: ['OWNS'], kind: 'Thing' } })).toEqual(['A', 'B']);
    expect(await names({ linkedTo: { ...plate('p1'), types: ['LIVES_AT'] } })).toEqual([]);
    expect(await names({ linkedTo: { ...plate('p1'), kind: 'Person' } })).toEqual([]);
    expect(
      await names({ linkedTo: plate('p1'), attributes: [{ name: 'rid', equals: `${town.tag}b` }] }),
    ).toEqual(['B']);
    expect(await names({ linkedTo: plate('p1') }, { asOf: { valid: '2016-01-01' } })).toEqual(['A']);
  });

  it('answers filters as of a recorded time by what stood then already', async () => {
    const recorded = new Date().toISOString();
    const where = { linkedTo: { attributes: [{ name: 'plate', equals: `${town.tag}P1` }] } };
    expect([...(await names(where, { asOf: { recorded } }))].sort()).toEqual(['A', 'B']);
    expect(await names(where, { asOf: { recorded: '2020-01-01' } })).toEqual([]);
    expect(
      await names(
        { attributes: [{ name: 'rid', equals: `${town.tag}B` }], ...where },
        { asOf: { recorded } },
      ),
    ).toEqual(['B']);
    expect(await town.refuse(ENTITIES, { asOf: { recorded }, orderBy: { by: 'NAME' } })).toEqual([
      'BAD_INPUT',
    ]);
  });

  it.each([
    ['NAME', 'ASC'],
    ['NAME', 'DESC'],
    ['ID', 'ASC'],
    ['ID', 'DESC'],
  ])('pages by %s %s without a gap or a repeat', async (by, direction) => {
    const where = { kind: 'Person', datasets: [datasets.residents] };
    const whole = await town.ask<Page>(ENTITIES, { where, orderBy: { by, direction }, first: 100 });
    expect(whole.entities.nodes).toHaveLength(12);
    expect(await walk({ where, orderBy: { by, direction } })).toEqual(
      whole.entities.nodes.map(({ id }) => id),
    );
    const keys = whole.entities.nodes.map(({ id, name }) => (by === 'ID' ? id : name));
    const sorted = [...keys].sort((left, right) => (left < right ? -1 : 1));
    expect(keys).toEqual(direction === 'ASC' ? sorted : sorted.reverse());
  });

  it.each(['ASC', 'DESC'])('pages through found entities %s too', async (direction) => {
    const where = { attributes: [{ name: 'address', equals: `澜州市青埔区${town.tag}路1号` }] };
    const linked = { linkedTo: where, kind: 'Person' };
    for (const by of ['NAME', 'ID']) {
      const whole = await town.ask<Page>(ENTITIES, { where: linked, orderBy: { by, direction }, first: 100 });
      expect(await walk({ where: linked, orderBy: { by, direction } })).toEqual(
        whole.entities.nodes.map(({ id }) => id),
      );
    }
  });

  it.each([
    ['first: -1', 'BAD_INPUT'],
    ['first: 0', 'BAD_INPUT'],
    ['where: { datasets: ["nobody/nothing"] }', 'DATASET_UNKNOWN'],
    ['where: { departments: ["nobody"] }', 'NOT_FOUND'],
    ['first: 100000', 'BAD_INPUT'],
    ['after: "x"', 'CURSOR_INVALID'],
    ['after: ""', 'CURSOR_INVALID'],
    ['where: { attributes: [{ name: "nobody-has-this", equals: "1" }] }', 'BAD_INPUT'],
    ['where: { attributes: [{ name: "name", equals: " " }] }', 'BAD_INPUT'],
    ['where: { linkedTo: { attributes: [] } }', 'BAD_INPUT'],
    ['where: { linkedTo: { types: ["OWNZ"], attributes: [{ name: "name", equals: "x" }] } }', 'BAD_INPUT'],
    [
      'where: { type: "none", linkedTo: { types: ["OWNZ"], attributes: [{ name: "name", equals: "x" }] } }',
      'BAD_INPUT',
    ],
  ])('refuses %s', async (args, code) => {
    expect(await town.refuse(`{ entities(${args}) { nodes { id } } }`)).toEqual([code]);
  });

  it.each([
    ['types: ["OWNS", "OWNZ"]', 'BAD_INPUT'],
    ['datasets: ["nobody/nothing"]', 'DATASET_UNKNOWN'],
  ])('refuses links(%s), and answers where all that is named is known', async (args, code) => {
    const where = { kind: 'Person', datasets: [datasets.vehicles] };
    const query = (by: string) => `query ($where: EntityFilter) { entities(where: $where) { nodes { name
      links(${by}) { totalCount nodes { type dataset { id } } } } } }`;
    expect(await town.refuse(query(args), { where })).toEqual([code]);
    const known = `types: ["OWNS"], datasets: ["${datasets.vehicles}"]`;
    const { entities } = await town.ask(query(known), { where });
    expect(entities.nodes.map(({ links }: { links: { totalCount: number } }) => links.totalCount)).toEqual([
      2, 1,
    ]);
  });

  it('refuses the cursor of another list', async () => {
    const { entities } = await town.ask<Page>(ENTITIES, { where: { kind: 'Person' }, first: 1 });
    const after = entities.pageInfo.endCursor;
    expect(await town.refuse(ENTITIES, { where: { kind: 'Thing' }, first: 1, after })).toEqual([
      'CURSOR_INVALID',
    ]);
    expect(
      await town.refuse(ENTITIES, { where: { kind: 'Person' }, first: 1, after, orderBy: { by: 'ID' } }),
    ).toEqual(['CURSOR_INVALID']);
    expect(await town.refuse(ENTITIES, { where: { kind: 'Person' }, first: 2, after })).toEqual([]);
    const broken = Buffer.from(JSON.stringify(['', 1])).toString('base64url');
    expect(await town.refuse(ENTITIES, { first: 1, after: broken })).toEqual(['CURSOR_INVALID']);
  });

  it('takes Lucene syntax in values as text', async () => {
    for (const equals of ['"', 'a" OR "b', '\\', '王\\"', '*', '?:(', `${'x'.repeat(300)}`]) {
      const attributes = [{ name: 'name', equals }];
      expect(await town.refuse(ENTITIES, { where: { attributes } })).toEqual([]);
      expect(await town.refuse(ENTITIES, { where: { linkedTo: { attributes } } })).toEqual([]);
    }
  });
});

describe('lookup', () => {
  it('answers ids and identifiers in the order of the questions', async () => {
    const { entities } = await town.ask<Page>(ENTITIES, {
      where: { attributes: [{ name: 'rid', equals: `${town.tag}A` }] },
    });
    const id = entities.nodes[0]?.id;
    const { lookup } = await town.ask(
      `query ($ids: [ID!], $identifiers: [IdentifierInput!]) {
        lookup(ids: $ids, identifiers: $identifiers) { asked entities { id name } } }`,
      {
        ids: ['e_nobody', id],
        identifiers: [
          { value: `${town.tag}b` },
          { scheme: `local.${town.tag}`, value: `${town.tag}A` },
          { scheme: `local.${town.tag}-plate`, value: `${town.tag}A` },
          { value: '' },
        ],
      },
    );
    expect(
      lookup.map(({ entities: found }: { entities: { name: string }[] }) => found.map(({ name }) => name)),
    ).toEqual([[], [`${town.tag} A`], [`${town.tag} B`], [`${town.tag} A`], [], []]);
  });

  it('takes two statements, however much is asked', async () => {
    await town.ask('{ datasets { id } }');
    const statements: string[] = [];
    const stop = town.graph.observe((name) => statements.push(name));
    const scheme = `local.${town.tag}`;
    const identifiers = Array.from({ length: 3_000 }, (_, index) => ({
      scheme,
      value: `${town.tag}${index}`,
    }));
    const ids = Array.from({ length: 7_000 }, (_, index) => `e_${index}`);
    const query =
      'query ($ids: [ID!], $identifiers: [IdentifierInput!]) { lookup(ids: $ids, identifiers: $identifiers) { asked entities { id name } } }';
    const { lookup } = await town.ask(query, { ids, identifiers });
    stop();
    expect(lookup).toHaveLength(10_000);
    // Which values join nobody belongs to the catalogue, which is read again now and then, whoever asks.
    const asked = statements.filter(
      (name) => name.startsWith('resolve/') && name !== 'resolve/list-barred-values',
    );
    expect(asked).toHaveLength(2);
    expect(await town.refuse(query, { ids: [...ids, 'e_one', 'e_more'], identifiers })).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });
});
