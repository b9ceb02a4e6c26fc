import { beforeAll, describe, expect, it } from 'vitest';
import type { SightParams } from '../../src/access/sight.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { residentsNamed } from '../api/small-town-datasets.ts';
import { openTestGraph } from '../setup/test-graph.ts';

/** What reads are told in the place of what the decision says. */
let forced: Partial<SightParams> = { seeAll: false };
let town: SmallTown;

/** The suite's graph, whose other towns hide something from everybody: what a decision says of all there is has to be forced. */
async function openForcedGraph(): Promise<Graph> {
  const graph = await openTestGraph();
  return {
    ...graph,
    read: (statement, params, options) =>
      graph.read(
        statement,
        'sight' in params ? { ...params, sight: Object.assign({}, params.sight, forced) } : params,
        options,
      ),
  };
}

beforeAll(async () => {
  town = await buildSmallTown(await openForcedGraph());
  const { tag } = town;
  await town.deliver(town.residents, residentsNamed(tag, [...'ABCD']));
  await town.deliver(town.vehicles, [
    ['v1', `${tag}P1`, `${tag} A`, `${tag}A`, '2015-05-01', '2018-01-01'],
    ['v2', `${tag}P1`, `${tag} B`, `${tag}B`, '2018-01-02', ''],
    ['v3', `${tag}P2`, `${tag} A`, `${tag}A`, '2016-05-01', ''],
  ]);
});

const LINKS =
  'links(first: 9) { totalCount nodes { type support period { from to } dataset { id } other { id';
const ENTITY = `id kind type name evidence recordedFrom departments { id }
  claims { attribute value preferred sources { mention original record { id } } }
  mentions(first: 9) { totalCount nodes { id role name record { id key } attributes { name value } } }
  records(first: 9) { totalCount nodes { id key rows } }
  timeline(first: 9) { totalCount nodes { record { id } } }
  ${LINKS} name evidence } } }`;
const HOPS = `id ${LINKS} evidence ${LINKS} evidence } } } } } }`;

interface Found {
  readonly search: { readonly nodes: readonly { readonly entity: { readonly id: string } }[] };
}

describe('what guards come to for a caller from whom nothing is hidden', () => {
  it('answers as the guards themselves do', async () => {
    const { search } = await town.ask<Found>(
      'query ($text: String!) { search(text: $text) { nodes { entity { id } } } }',
      {
        text: town.tag,
      },
    );
    const ids = search.nodes.map(({ entity }) => entity.id).sort();
    expect(ids.length).toBeGreaterThan(5);
    const linked = { attributes: [{ name: 'plate', equals: `${town.tag}P1` }] };
    const questions: readonly (readonly [string, object])[] = [
      [`query ($ids: [ID!]!) { lookup(ids: $ids) { entities { ${ENTITY} } } }`, { ids }],
      ...ids
        .slice(0, 5)
        .flatMap((id) => [
          [`query ($id: ID!) { entity(id: $id) { ${ENTITY} } }`, { id }] as const,
          [`query ($id: ID!) { entity(id: $id) { ${HOPS} } }`, { id }] as const,
        ]),
      [
        `query ($text: String!) { search(text: $text) { totalCount nodes { score entity { id name } mention { id name } } } }`,
        { text: `${town.tag} A` },
      ],
      ...[{ datasets: [town.residents.id] }, { kind: 'Person', linkedTo: linked }].map(
        (where) =>
          [
            `query ($where: EntityFilter!) { entities(where: $where, first: 20) { totalCount nodes { id name
              mentions(first: 5) { nodes { id name record { key } } } } } }`,
            { where },
          ] as const,
      ),
    ];
    for (const [question, variables] of questions) {
      forced = { seeAll: false };
      const guarded = await town.ask(question, { ...variables });
      forced = { seeAll: true };
      expect(await town.ask(question, { ...variables })).toEqual(guarded);
    }
  });

  it('is asked for by a decision that hides nothing, and goes by whole datasets alone', async () => {
    const byRole = { seeWhole: [], seeRoles: [`${town.residents.id}|resident`] };
    forced = { seeAll: false };
    const { search } = await town.ask<Found>(
      'query ($text: String!) { search(text: $text, kind: Person) { nodes { entity { id } } } }',
      {
        text: `${town.tag} C`,
      },
    );
    const id = search.nodes[0]?.entity.id;
    forced = { seeAll: false, ...byRole };
    expect(await town.ask('query ($id: ID!) { entity(id: $id) { id } }', { id })).toEqual({ entity: { id } });
    forced = { seeAll: true, ...byRole };
    expect(await town.ask('query ($id: ID!) { entity(id: $id) { id } }', { id })).toEqual({ entity: null });
  });
});
