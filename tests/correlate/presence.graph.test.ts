import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arcMeters, lcg, NEVER, presentRows, runs, windingNumber, wrap } from './oracle.ts';
import { type Answer, buildWatchedTown, type Sighting, type Stay, type WatchedTown } from './watched-town.ts';

/** Places on all sides of what goes wrong: within a cell, at its edge, across the antimeridian. */
const CENTERS = [
  { longitude: 121.9, latitude: 34.2 },
  { longitude: 179.9995, latitude: -16.8 },
] as const;
const MOMENTS = [
  '2023',
  '2024-02',
  '2024-03',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-02-28T23:59',
  '2024-02-29T00:00',
  '2024-02-29T23:59:59',
  '2024-03-01T00:00:00',
  '2024-02-29T12',
  '2024-12-31T23:59:59',
  '2025-01-01T00:00:00',
] as const;
const ENDS = [
  '',
  '2024-02-28',
  '2024-02-29',
  '2024-02-29T00:00:00',
  '2024-02-29T23:59:59',
  '2024-03-01',
  '2024-03',
  '2026-01-01T08:30:00',
] as const;
const EDGES = [
  '2023-12-31T16:00:00Z',
  '2024-02-01T00:00:00Z',
  '2024-02-28T23:59:00Z',
  '2024-02-29T00:00:00Z',
  '2024-02-29T00:00:01Z',
  '2024-03-01T00:00:00Z',
  '2024-04-01T00:00:00Z',
  '2025-01-01T00:00:00Z',
] as const;

const LIST =
  'pageInfo { hasNextPage endCursor } totalCount nodes { certainty distanceMeters record { key } }';
let town: WatchedTown;
const sightings: Sighting[] = [];
const stays: Stay[] = [];

beforeAll(async () => {
  town = await buildWatchedTown();
  const random = lcg(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const somewhere = () => {
    const center = pick(CENTERS);
    const spread = pick([0.0005, 0.003, 0.05]);
    return {
      longitude: round(wrap(center.longitude + (random() - 0.5) * spread)),
      latitude: round(center.latitude + (random() - 0.5) * spread),
    };
  };
  for (let index = 0; index < 300; index++) {
    const base = { who: [`p${index % 20}`], place: `q${index % 7}`, ...somewhere() };
    sightings.push({ no: `s${index}`, ...base, at: pick(MOMENTS) });
  }
  for (let index = 0; index < 200; index++) {
    const [since, until] = [pick(ENDS), pick(ENDS)];
    const isUpsideDown =
      since !== '' && until !== '' && since.slice(0, until.length) >= until.slice(0, since.length);
    const base = { who: [`p${index % 20}`], place: `q${index % 7}`, ...somewhere() };
    stays.push({ no: `t${index}`, ...base, since: isUpsideDown ? '' : since, until });
  }
  const reports = [await town.sightings(sightings), await town.stays(stays)];
  expect(reports.map(({ accepted, quarantined }) => [accepted, quarantined])).toEqual([
    [300, 0],
    [200, 0],
  ]);
});

const window = fc
  .tuple(fc.constantFrom(null, ...EDGES), fc.constantFrom(null, ...EDGES))
  .filter(([from, to]) => from === null || to === null || from < to);
const where = fc.record({
  center: fc.constantFrom(...CENTERS),
  dx: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
  dy: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
});

describe('what was near, and when', () => {
  it('is what a loop over the rows finds, with how sure it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        where,
        fc.constantFrom(30, 150, 700, 2_900, 3_100, 60_000),
        window,
        async ({ center, dx, dy }, radiusMeters, [from, to]) => {
          const point = { longitude: wrap(center.longitude + dx), latitude: center.latitude + dy };
          const found = await listAll('near', { point, radiusMeters, during: { from, to } });
          expect(found).toEqual(
            presentRows(
              [...sightings, ...stays],
              (place) => arcMeters(place, point) <= radiusMeters,
              time(from, -NEVER),
              time(to, NEVER),
            ),
          );
        },
      ),
      { numRuns: runs(20) },
    );
  });

  it('is told with its distance, and in order of when it began', async () => {
    const [center] = CENTERS;
    const { near } = await town.ask(
      `query ($point: PositionInput!) {
      near(point: $point, radiusMeters: 500, datasets: ["${town.datasets[0]}"], first: 200) { nodes { at distanceMeters record { key } } }
    }`,
      { point: center },
    );
    expect(near.nodes.length).toBeGreaterThan(10);
    for (const { distanceMeters, record } of near.nodes) {
      const row = sightings.find(({ no }) => no === record.key);
      expect(distanceMeters).toBeCloseTo(
        arcMeters(center, { longitude: row?.longitude ?? 0, latitude: row?.latitude ?? 0 }),
        2,
      );
    }
    const times = near.nodes.map(({ at }: { at: string }) => at);
    expect(times).toEqual([...times].sort());
  });

  it('names whom each record mentions', async () => {
    const { near } = await town.ask(
      `query ($point: PositionInput!) {
      near(point: $point, radiusMeters: 2000, first: 5) { nodes { entities { kind } people: entities(kinds: [Person]) { kind } } }
    }`,
      { point: CENTERS[0] },
    );
    for (const { entities, people } of near.nodes) {
      expect(entities.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['Person', 'Place']);
      expect(people).toEqual([{ kind: 'Person' }]);
    }
  });

  it('reads whom the records mention along with them, wherever in the query that is asked for', async () => {
    const statements: string[] = [];
    const stop = town.context.graph.observe((name) => statements.push(name));
    const { near, timed } = await town.ask(
      `query ($point: PositionInput!, $asked: Boolean!) {
        near(point: $point, radiusMeters: 2000, last: 5) {
          nodes { who: entities { id } none: entities @include(if: $asked) { id } }
          edges { node { ...Mentioned } }
        }
        timed: near(point: $point, radiusMeters: 2000, last: 5, asOf: { recorded: "2100-01-01" }) { edges { node { ...Mentioned } } }
      }
      fragment Mentioned on Presence { entities { id } }`,
      { point: CENTERS[0], asked: false },
    );
    stop();
    const listed = near.nodes.map(({ who }: { who: unknown }) => ({ node: { entities: who } }));
    expect(near.edges).toEqual(listed);
    expect(timed.edges).toEqual(listed);
    expect(near.nodes[0]).not.toHaveProperty('none');
    expect(listed).toHaveLength(5);
    expect(statements.filter((name) => /presences|entities/.test(name))).toEqual([
      'correlate/list-presences',
      'correlate/list-presences',
    ]);
  });
});

describe('what was within a polygon', () => {
  it('is what a loop over the rows finds', async () => {
    const corners = fc.array(
      fc.tuple(fc.double({ min: 0.6, max: 1, noNaN: true }), fc.double({ min: 0.2, max: 1, noNaN: true })),
      { minLength: 3, maxLength: 9 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CENTERS),
        fc.constantFrom(0.002, 0.02, 0.3),
        corners,
        window,
        async (center, size, spokes, [from, to]) => {
          const total = spokes.reduce((sum, [turn]) => sum + turn, 0);
          let angle = 0.1;
          const ring = spokes.map(([turn, length]) => {
            angle += (turn / total) * 2 * Math.PI;
            return [
              wrap(center.longitude + Math.cos(angle) * length * size),
              center.latitude + Math.sin(angle) * length * size,
            ];
          });
          ring.push(ring[0] ?? []);
          const found = await listAll('within', {
            polygon: { type: 'Polygon', coordinates: [ring] },
            during: { from, to },
          });
          expect(found).toEqual(
            presentRows(
              [...sightings, ...stays],
              (place) => windingNumber(ring, place) !== 0,
              time(from, -NEVER),
              time(to, NEVER),
            ),
          );
        },
      ),
      { numRuns: runs(12) },
    );
  });
});

describe('what was at a place', () => {
  it('is what mentions it', async () => {
    const place = (await town.idsOf(['q3'])).get('q3');
    const found = await listAll('presence', { place, during: { from: EDGES[3], to: EDGES[5] } });
    const rows = [...sightings, ...stays].filter((row) => row.place === 'q3');
    expect(found).toEqual(presentRows(rows, () => true, time(EDGES[3], 0), time(EDGES[5], 0)));
  });

  it('is what was within 50 m of a point', async () => {
    const point = { longitude: sightings[4]?.longitude, latitude: sightings[4]?.latitude };
    const near = await listAll('near', { point, radiusMeters: 50 });
    expect(await listAll('presence', { point })).toEqual(near);
    expect(near).not.toEqual([]);
  });
});

describe('as of an earlier recorded time', () => {
  it('is what was known then, moved and withdrawn records included', async () => {
    const [center] = CENTERS;
    const here = await buildWatchedTown();
    const at = (no: string, longitude: number): Sighting => ({
      no,
      who: ['a'],
      place: 'x',
      longitude,
      latitude: center.latitude,
      at: '2024-02-29T10:00:00',
    });
    const stay = (no: string, longitude: number): Stay => ({
      no,
      who: ['a'],
      place: 'x',
      longitude,
      latitude: center.latitude,
      since: '2024-01-01',
      until: '',
    });
    await here.sightings([
      at('stays', center.longitude),
      at('moves', center.longitude),
      at('goes', center.longitude),
    ]);
    await here.stays([stay('long', center.longitude)]);
    const before = new Date().toISOString();
    await here.sightings([at('stays', center.longitude), at('moves', center.longitude + 1)]);
    await here.stays([stay('long', center.longitude + 1)]);
    for (const radiusMeters of [100, 5_000]) {
      const ask = async (recorded: string | null) =>
        keysOf(
          (await here.ask(NEAR, { point: center, radiusMeters, datasets: here.datasets, asOf: { recorded } }))
            .near.nodes,
        );
      expect(await ask(before)).toEqual(['goes', 'long', 'moves', 'stays']);
      expect(await ask(null)).toEqual(['stays']);
      expect(await ask('2001-01-01T00:00:00Z')).toEqual([]);
    }
  });
});

describe('a question that asks for too much or for nothing', () => {
  it.each([
    ['a radius of the whole country', { radiusMeters: 2_500_000 }],
    ['swapped longitude and latitude', { point: { longitude: 34.2, latitude: 121.9 }, radiusMeters: 10 }],
    ['a period that ends before it begins', { during: { from: EDGES[5], to: EDGES[0] }, radiusMeters: 10 }],
  ])('is refused: %s', async (_, variables) => {
    expect(await town.refuse(NEAR, { point: CENTERS[0], ...variables })).toEqual(['BAD_INPUT']);
  });

  it('is answered with nothing known or with what is asked: a century, an as-of before the first record', async () => {
    const century = { from: '1950-01-01T00:00:00Z', to: '2050-01-01T00:00:00Z' };
    const variables = { point: CENTERS[0], radiusMeters: 60_000, during: century };
    expect((await town.ask(NEAR, variables)).near.totalCount).toBeGreaterThan(100);
    expect(
      (await town.ask(NEAR, { ...variables, asOf: { recorded: '1990-01-01T00:00:00Z' } })).near.totalCount,
    ).toBe(0);
  });

  it('is refused: a place that is unknown, a person, or none at all', async () => {
    const person = (await town.idsOf(['p1'])).get('p1');
    const ask = 'query ($place: ID) { presence(place: $place) { totalCount } }';
    expect(await town.refuse(ask, { place: 'e_unknown' })).toEqual(['NOT_FOUND']);
    expect(await town.refuse(ask, { place: person })).toEqual(['BAD_INPUT']);
    expect(await town.refuse(ask, {})).toEqual(['BAD_INPUT']);
  });
});

const NEAR = `query ($point: PositionInput!, $radiusMeters: Float!, $during: During, $datasets: [ID!], $asOf: AsOf) {
  near(point: $point, radiusMeters: $radiusMeters, during: $during, datasets: $datasets, asOf: $asOf, first: 100) { ${LIST} }
}`;

/** All pages of a list, 50 at a time, as `key CERTAINTY` in order of keys; what is counted is what is listed. */
async function listAll(root: string, variables: Record<string, unknown>): Promise<readonly string[]> {
  const types: Record<string, string> = {
    point: 'PositionInput!',
    radiusMeters: 'Float!',
    during: 'During',
    polygon: 'JSON!',
    place: 'ID',
  };
  const names = Object.keys(variables);
  const declared = names.map((name) => `$${name}: ${types[name]}`).join(', ');
  const given = names.map((name) => `${name}: $${name}`).join(', ');
  const query = `query (${declared}, $after: String) { ${root}(${given}, datasets: ${JSON.stringify(town.datasets)}, first: 50, after: $after) { ${LIST} } }`;
  const keys: string[] = [];
  let total = 0;
  for (let after: string | null = null; ; ) {
    const page: Answer = (await town.ask(query, { ...variables, after }))[root];
    keys.push(
      ...page.nodes.map(
        (node: { certainty: string; record: { key: string } }) => `${node.record.key} ${node.certainty}`,
      ),
    );
    total = page.totalCount;
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(total).toBe(keys.length);
  return keys.sort();
}

function keysOf(nodes: readonly { readonly record: { readonly key: string } }[]): readonly string[] {
  return nodes.map(({ record }) => record.key).sort();
}

function time(instant: string | null, open: number): number {
  return instant === null ? open : Date.parse(instant);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
