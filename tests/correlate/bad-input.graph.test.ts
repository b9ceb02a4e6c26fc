import { beforeAll, describe, expect, it } from 'vitest';
import { mentionId, recordId } from '../../src/ids.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { decideOne, draftPair } from '../../src/reconcile/judge.ts';
import { buildWatchedTown, type WatchedTown } from './watched-town.ts';

/** Far from what other tests fill. */
const HERE = { longitude: 118.52, latitude: 33.41 };
const EMPTY = { longitude: 112.2, latitude: 20.1 };
const CROSSED = {
  type: 'Polygon',
  coordinates: [
    [
      [118, 33],
      [119, 34],
      [119, 33],
      [118, 34],
      [118, 33],
    ],
  ],
};
let town: WatchedTown;
let people: ReadonlyMap<string, string>;
const id = (number: string) => people.get(number) ?? '';

beforeAll(async () => {
  town = await buildWatchedTown();
  await town.sightings(
    ['ann', 'bo', 'cy'].map((who, at) => ({
      ...{ no: `s${at}`, who: [who, 'dee'], place: 'gate', ...HERE },
      at: `2024-02-29T10:0${at}:00`,
    })),
  );
  await town.ties([{ no: 'k1', a: 'ann', b: 'dee', since: '2020-01-01', until: '' }]);
  people = await town.idsOf(['ann', 'bo', 'cy', 'dee', 'gate']);
});

/** Every root that asks about an entity, with that entity in it. */
const OF_ENTITY: readonly (readonly [string, (entity: string) => string])[] = [
  ['timeline', (entity) => `timeline(entity: "${entity}") { totalCount nodes { record { key } } }`],
  [
    'encounters',
    (entity) => `encounters(entity: "${entity}") { totalCount encounters { entity { id } record { key } } }`,
  ],
  ['companions', (entity) => `companions(entity: "${entity}") { met moments }`],
  ['coPresence', (entity) => `coPresence(entities: ["${entity}", "${id('dee')}"]) { totalCount }`],
  ['paths', (entity) => `paths(from: "${entity}", to: "${id('dee')}") { paths { cost entities { id } } }`],
  ['neighbourhood', (entity) => `neighbourhood(entity: "${entity}") { neighbours { entity { id } } }`],
  [
    'commonNeighbours',
    (entity) => `commonNeighbours(a: "${entity}", b: "${id('cy')}") { neighbours { entity { id } } }`,
  ],
  ['changes', (entity) => `changes(entity: "${entity}", sinceRecorded: "2001-01-01") { after { id } }`],
  [
    'compare',
    (entity) => `compare(entity: "${entity}", asOfA: { recorded: "2001-01-01" }, asOfB: {}) { after { id } }`,
  ],
];

describe('an entity that was merged away', () => {
  it.each(OF_ENTITY)('stands for its survivor in %s', async (_name, query) => {
    const [kept, gone] = await merged();
    const [of, ofSurvivor] = [await town.ask(`{ ${query(gone)} }`), await town.ask(`{ ${query(kept)} }`)];
    expect(of).toEqual(ofSurvivor);
  });

  let pair: Promise<readonly [string, string]> | undefined;
  /** ann and bo become one, once. */
  function merged(): Promise<readonly [string, string]> {
    pair ??= (async () => {
      const [a, b] = [id('ann'), id('bo')];
      const deciding = { ...town.context, by: 'reviewer', matter: null, onIdentity: runIdentityStages };
      const mention = (record: string, who: string) =>
        mentionId(recordId(town.datasets[0] ?? '', record), 'person', who);
      const sides = { a: mention('s0', 'ann'), b: mention('s1', 'bo') };
      await decideOne(deciding, draftPair({ ...sides, verdict: 'SAME', reason: 'One and the same' }));
      const { entity } = await town.ask('query ($id: ID!) { entity(id: $id) { id } }', { id: b });
      return entity.id === a ? [a, b] : [b, a];
    })();
    return pair;
  }
});

describe('an entity that nobody knows', () => {
  it.each(OF_ENTITY)('is NOT_FOUND in %s', async (_name, query) => {
    expect(await town.refuse(`{ ${query('e_nobody')} }`)).toEqual(['NOT_FOUND']);
  });
});

describe('what cannot be asked', () => {
  it.each([
    [
      'a radius of the whole country',
      'near(point: { longitude: 105, latitude: 35 }, radiusMeters: 2500000) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'a negative radius',
      'near(point: { longitude: 105, latitude: 35 }, radiusMeters: -1) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'a polygon with one part twice',
      `within(polygon: { type: "MultiPolygon", coordinates: [${Array(2).fill('[[[120, 30], [120.1, 30], [120.1, 30.1], [120, 30]]]').join(', ')}] }) { totalCount }`,
      'BAD_INPUT',
    ],
    [
      'days with fewer records than none',
      'sameOccasions(dataset: "traffic-police/accidents", other: "emergency-dispatch/dispatches", otherPerDay: -1) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'a zone that is none, also where no day is asked for',
      'sameOccasions(dataset: "traffic-police/accidents", other: "emergency-dispatch/dispatches", timeZone: "Mars") { totalCount }',
      'BAD_INPUT',
    ],
    [
      'swapped coordinates',
      'near(point: { longitude: 33.4, latitude: 118.5 }, radiusMeters: 10) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'swapped coordinates of a presence',
      'presence(point: { longitude: 33.4, latitude: 118.5 }) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'bounds of the whole country',
      'density(bounds: { west: 73, south: 18, east: 135, north: 53 }) { count }',
      'BAD_INPUT',
    ],
    [
      'swapped bounds',
      'density(bounds: { west: 33, south: 118, east: 34, north: 119 }) { count }',
      'BAD_INPUT',
    ],
    [
      'bounds that hold nothing',
      'density(bounds: { west: 118, south: 33, east: 118, north: 34 }) { count }',
      'BAD_INPUT',
    ],
    [
      'encounters a country apart',
      'encounters(entity: "e_1", withinMeters: 2500000) { totalCount }',
      'BAD_INPUT',
    ],
    [
      'encounters a century apart',
      'encounters(entity: "e_1", withinMinutes: 52560000) { totalCount }',
      'BAD_INPUT',
    ],
    ['seven hops', 'paths(from: "e_1", to: "e_2", maxHops: 7) { hubs }', 'BAD_INPUT'],
    [
      'a period that ends before it begins',
      'within(area: { code: "380103" }, during: { from: "2024-02-01", to: "2024-01-01" }) { totalCount }',
      'BAD_INPUT',
    ],
  ])('is refused: %s', async (_name, query, code) => {
    expect(await town.refuse(`{ ${query} }`)).toEqual([code]);
  });

  it('is refused: paths from one to itself', async () => {
    expect(await town.refuse(`{ paths(from: "${id('dee')}", to: "${id('dee')}") { hubs } }`)).toEqual([
      'BAD_INPUT',
    ]);
  });

  it.each([
    'within(polygon: $polygon) { totalCount }',
    'timeline(polygon: $polygon) { totalCount }',
    'density(polygon: $polygon) { count }',
  ])('is refused of a polygon that crosses itself: %s', async (query) => {
    expect(await town.refuse(`query ($polygon: JSON!) { ${query} }`, { polygon: CROSSED })).toEqual([
      'BAD_INPUT',
    ]);
  });
});

describe('a century, and a time before the first record', () => {
  const CENTURY = 'during: { from: "1930-01-01", to: "2030-01-01" }';
  it('are answered with what there is', async () => {
    const point = `point: { longitude: ${HERE.longitude}, latitude: ${HERE.latitude} }`;
    const bounds = 'bounds: { west: 118.5, south: 33.4, east: 118.53, north: 33.42 }';
    const { near, density, timeline } = await town.ask(
      `{ near(${point}, radiusMeters: 100, ${CENTURY}) { totalCount } density(${bounds}, by: YEAR, ${CENTURY}) { begins count }
         timeline(entity: "${id('dee')}", ${CENTURY}) { totalCount gaps { from to } } }`,
    );
    expect([near.totalCount, timeline.totalCount]).toEqual([3, 4]);
    expect(density).toEqual([{ begins: '2024-01-01T00:00', count: 3 }]);
    const before = 'asOf: { recorded: "1999-01-01" }';
    const then = await town.ask(
      `{ near(${point}, radiusMeters: 100, ${before}) { totalCount } density(${bounds}, ${before}) { count }
         within(area: { code: "380103" }, ${before}) { totalCount } crossings(datasets: ${JSON.stringify([town.datasets[0], town.datasets[2]])}, ${before}) { totalCount } }`,
    );
    expect(then).toEqual({
      near: { totalCount: 0 },
      density: [],
      within: { totalCount: 0 },
      crossings: { totalCount: 0 },
    });
    expect(await town.refuse(`{ timeline(entity: "${id('dee')}", ${before}) { totalCount } }`)).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('by the hour are refused where they would not fit, and told where nothing is', async () => {
    const ask = (bounds: string) => `{ density(bounds: { ${bounds} }, by: HOUR, ${CENTURY}) { count } }`;
    const { longitude, latitude } = EMPTY;
    const nowhere = `west: ${longitude}, south: ${latitude}, east: ${longitude + 0.01}, north: ${latitude + 0.01}`;
    expect(await town.ask(ask(nowhere))).toEqual({ density: [] });
    await town.stays([{ no: 't1', who: ['dee'], place: 'inn', ...HERE, since: '1940-01-01', until: '' }]);
    expect(await town.refuse(ask('west: 118.5, south: 33.4, east: 118.53, north: 33.42'))).toEqual([
      'QUESTION_TOO_WIDE',
    ]);
  });
});
