import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/access/access.ts';
import { openWholeAccess } from '../../src/access/whole-access.ts';
import { PRESENT } from '../../src/as-of.ts';
import { listPresent, listTimeline } from '../../src/correlate/presence/presence-roots.ts';
import { type Answer, buildWatchedTown, type Sighting, type WatchedTown } from './watched-town.ts';

const HERE = { longitude: 121.9, latitude: 34.2 };
let town: WatchedTown;
let people: ReadonlyMap<string, string>;

const seen = (no: string, who: readonly string[], at: string): Sighting => ({
  no,
  who,
  place: 'gate',
  ...HERE,
  at,
});
/** In no order of time; one of a month, one of a day. */
const ROWS: readonly Sighting[] = [
  seen('s5', ['ann'], '2024-03-01T09:00:00'),
  seen('s1', ['ann', 'bo'], '2024-01-31T23:59:59'),
  seen('s2', ['bo'], '2024-02-01T00:00:01'),
  seen('s3', ['ann'], '2024-02'),
  seen('s4', ['bo'], '2024-02-29'),
];

beforeAll(async () => {
  town = await buildWatchedTown();
  await town.sightings(ROWS);
  await town.stays([
    { no: 't1', who: ['ann'], place: 'inn', ...HERE, since: '2024-01-01', until: '2024-01-02' },
    { no: 't2', who: ['ann'], place: 'inn', ...HERE, since: '', until: '' },
  ]);
  people = await town.idsOf(['ann', 'bo', 'gate']);
});

const PAGE =
  'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount nodes { at record { key } }';

describe('a timeline', () => {
  it('merges what all departments say of several entities, each record once, undated ones last', async () => {
    const { timeline } = await town.ask(
      `query ($entities: [ID!]) { timeline(entities: $entities) { ${PAGE} } }`,
      { entities: [people.get('ann'), people.get('bo')] },
    );
    expect(keysOf(timeline)).toEqual(['t1', 's1', 's3', 's2', 's4', 's5', 't2']);
    expect(timeline.totalCount).toBe(7);
    expect(timeline.nodes.at(-1).at).toBeNull();
  });

  it('is paged forward and back over the same positions', async () => {
    const query = `query ($entity: ID, $first: Int, $after: String, $last: Int, $before: String) {
      timeline(entity: $entity, first: $first, after: $after, last: $last, before: $before) { ${PAGE} }
    }`;
    const ask = async (variables: Record<string, unknown>) =>
      (await town.ask(query, { entity: people.get('ann'), ...variables })).timeline;
    const one = await ask({ first: 2 });
    const two = await ask({ first: 2, after: one.pageInfo.endCursor });
    const three = await ask({ first: 2, after: two.pageInfo.endCursor });
    expect([one, two, three].map(keysOf)).toEqual([['t1', 's1'], ['s3', 's5'], ['t2']]);
    expect([one, two, three].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual(
      [
        [false, true],
        [true, true],
        [true, false],
      ],
    );
    const back = await ask({ last: 2, before: three.pageInfo.startCursor });
    expect(keysOf(back)).toEqual(['s3', 's5']);
    expect([back.pageInfo.hasPreviousPage, back.pageInfo.hasNextPage]).toEqual([true, true]);
    expect(keysOf(await ask({ last: 2 }))).toEqual(['s5', 't2']);
    expect(keysOf(await ask({ last: 2, before: back.pageInfo.startCursor }))).toEqual(['t1', 's1']);
  });

  it('shows the gaps: stretches of the period that no record lies in', async () => {
    const during = { from: '2024-01-01T00:00:00Z', to: '2024-04-01T00:00:00Z' };
    const { timeline } = await town.ask(
      `query ($entity: ID, $during: During, $datasets: [ID!]) {
        timeline(entity: $entity, during: $during, datasets: $datasets) { gaps { from to } longest: gaps(longest: 1) { from } }
      }`,
      { entity: people.get('ann'), during, datasets: [town.datasets[0]] },
    );
    // A month of which nobody knows the day may lie anywhere in it: no gap.
    expect(timeline.gaps).toEqual([
      { from: '2024-01-01T00:00:00Z', to: '2024-01-31T23:59:59Z' },
      { from: '2024-03-01T00:00:00Z', to: '2024-03-01T09:00:00Z' },
      { from: '2024-03-01T09:00:01Z', to: '2024-04-01T00:00:00Z' },
    ]);
    expect(timeline.longest).toEqual([{ from: '2024-01-01T00:00:00Z' }]);
  });

  it('can be that of an area', async () => {
    const ring = [
      [121.8, 34.1],
      [122, 34.1],
      [122, 34.3],
      [121.8, 34.3],
      [121.8, 34.1],
    ];
    const { timeline } = await town.ask(
      `query ($polygon: JSON, $departments: [ID!]) { timeline(polygon: $polygon, departments: $departments, last: 3) { ${PAGE} } }`,
      {
        polygon: { type: 'Polygon', coordinates: [ring] },
        departments: [`${town.tag}-gates`, `${town.tag}-hotels`],
      },
    );
    expect(keysOf(timeline)).toEqual(['s4', 's5', 't2']);
    expect(timeline.totalCount).toBe(7);
  });

  it('is refused of nobody, of an unknown entity, of too many, and both ways at once', async () => {
    expect(await town.refuse('{ timeline { totalCount } }')).toEqual(['BAD_INPUT']);
    expect(await town.refuse('{ timeline(entity: "e_unknown") { totalCount } }')).toEqual(['NOT_FOUND']);
    const many = Array.from({ length: 51 }, (_, index) => `e_${index}`);
    expect(await town.refuse(`{ timeline(entities: ${JSON.stringify(many)}) { totalCount } }`)).toEqual([
      'BAD_INPUT',
    ]);
    const both = `{ timeline(entity: "${people.get('ann')}", last: 2, after: "x") { totalCount } }`;
    expect(await town.refuse(both)).toEqual(['BAD_INPUT']);
  });
});

describe('what a timeline hands out', () => {
  it('stands in the log, and nothing else that was read beside an entity', async () => {
    const access = await openWholeAccess(town.context);
    const reader: ReadContext = { ...town.context, access };
    const noted = () =>
      access.use.summary({ caller: access.caller, matter: null, decision: access.decision });
    const ann = people.get('ann') ?? '';
    await expect(listPresent(reader, PRESENT, { place: ann })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(listTimeline(reader, PRESENT, { entities: [ann, 'e_none'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(noted().records).toEqual([]);
    const { nodes } = await listTimeline(reader, PRESENT, { entities: [ann], first: 2 });
    expect(noted().records).toEqual(nodes.map(({ record }) => record.id).sort());
    expect(noted().records).toHaveLength(2);
  });
});

describe('what changed about an entity', () => {
  it('is what was added, taken back and stated anew since a recorded time; nothing since now', async () => {
    const here = await buildWatchedTown();
    await here.sightings([
      seen('stays', ['cy'], '2024-01-01'),
      seen('moves', ['cy'], '2024-01-02'),
      seen('goes', ['cy'], '2024-01-03'),
    ]);
    await here.ties([{ no: 'k1', a: 'cy', b: 'di', since: '', until: '' }]);
    const then = new Date().toISOString();
    await here.sightings([
      seen('stays', ['cy'], '2024-01-01'),
      seen('moves', ['cy'], '2024-02-02'),
      seen('new', ['cy'], '2024-01-04'),
    ]);
    await here.ties([{ no: 'k2', a: 'cy', b: 'ed', since: '', until: '' }]);
    const entity = (await here.idsOf(['cy'])).get('cy');
    const FIELDS = `before { id } after { id } isCut claims { change claim { attribute value } }
      links { change link { type other { name } } } records { change record { key } }`;
    const { changes } = await here.ask(
      `query ($entity: ID!, $then: DateTime!) { changes(entity: $entity, sinceRecorded: $then) { ${FIELDS} } }`,
      { entity, then },
    );
    expect([changes.before.id, changes.after.id, changes.isCut]).toEqual([entity, entity, false]);
    expect(changes.claims).toEqual([]);
    expect(listed(changes.records, ({ record }: Answer) => record.key)).toEqual([
      'ADDED k2',
      'ADDED new',
      'CHANGED moves',
      'REMOVED goes',
      'REMOVED k1',
    ]);
    expect(
      listed(
        changes.links.filter(({ link }: Answer) => link.type === 'KNOWS'),
        ({ link }: Answer) => link.other.name,
      ),
    ).toEqual(['ADDED ed', 'REMOVED di']);
    const query = `query ($entity: ID!, $a: AsOf!, $b: AsOf!) { compare(entity: $entity, asOfA: $a, asOfB: $b) { ${FIELDS} } }`;
    const turned = (await here.ask(query, { entity, a: {}, b: { recorded: then } })).compare;
    expect(listed(turned.records, ({ record }: Answer) => record.key)).toEqual([
      'ADDED goes',
      'ADDED k1',
      'CHANGED moves',
      'REMOVED k2',
      'REMOVED new',
    ]);
    const same = (await here.ask(query, { entity, a: {}, b: {} })).compare;
    expect([same.claims, same.links, same.records]).toEqual([[], [], []]);
    const born = (await here.ask(query, { entity, a: { recorded: '2001-01-01T00:00:00Z' }, b: {} })).compare;
    expect([born.before, born.after.id]).toEqual([null, entity]);
    expect(listed(born.claims, ({ claim }: Answer) => claim.value)).toEqual(['ADDED CY']);
    expect(
      await here.refuse('{ changes(entity: "e_unknown", sinceRecorded: "2020-01-01") { isCut } }'),
    ).toEqual(['NOT_FOUND']);
  });
});

function keysOf({
  nodes,
}: {
  readonly nodes: readonly { readonly record: { readonly key: string } }[];
}): readonly string[] {
  return nodes.map(({ record }) => record.key);
}

function listed(changes: readonly Answer[], nameOf: (change: Answer) => string): readonly string[] {
  return changes.map((change) => `${change.change} ${nameOf(change)}`).sort();
}
