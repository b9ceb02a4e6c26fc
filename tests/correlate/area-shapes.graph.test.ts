import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { keepAreas } from '../../src/correlate/areas/area-store.ts';
import { readShapesFile } from '../../src/correlate/areas/read-shapes-file.ts';
import { type AreaEntry, buildAreaHistory } from '../../src/standardise/areas.ts';
import { lcg } from './oracle.ts';
import { type Answer, buildWatchedTown, type Sighting, type WatchedTown } from './watched-town.ts';

/** A district with a hole, where another one lies; west of both a third, without a shape. No other test has areas of this province. */
const area = (code: string, name: string, level: AreaEntry['level'] = 'county'): AreaEntry => ({
  ...{ code, province: '墨省', prefecture: '墨州市', name, level, from: 1981, to: null, successors: [] },
});
const ENTRIES = [
  area('960000', '墨省', 'province'),
  area('960100', '墨州市', 'prefecture'),
  area('960101', '墨外区'),
  area('960102', '墨内区'),
  area('960103', '墨西区'),
];
/** Elsewhere one whose border goes through more cells than one question seeks by. */
const JAGGED = [
  { ...area('960200', '墨山市', 'prefecture'), prefecture: '墨山市' },
  { ...area('960201', '墨湾县'), prefecture: '墨山市', shape: 'jagged' },
];
const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const OUTER = [99.1, 44.1, 99.3, 44.3] as const;
const INNER = [99.17, 44.17, 99.23, 44.23] as const;
const HOLE = box(...INNER).reverse();
const feature = (properties: object, ...coordinates: readonly unknown[]) => ({
  ...{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } },
});
const SHAPES = [
  feature({ code: '960101', name: '墨外区' }, box(...OUTER), HOLE),
  feature({ adcode: 960102 }, box(...INNER)),
];
/** A cell of resolution 9 is some 400 m across: as far from a border its cell may reach. */
const FAR = 500;

let town: WatchedTown;
const rows: Sighting[] = [];
const directory = mkdtempSync(join(tmpdir(), 'jingwei-shapes-'));
const write = (features: readonly unknown[]): string => {
  const file = join(directory, `${Math.random()}.geojson`);
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  return file;
};

beforeAll(async () => {
  town = await buildWatchedTown();
  const { history, shapes } = await readShapesFile(write(SHAPES), buildAreaHistory(ENTRIES));
  const border = gridDisk(latLngToCell(44.2, 97.5, 9), 90);
  await keepAreas(
    town.context,
    buildAreaHistory([...history.entries, ...JAGGED]),
    new Map([...shapes, ['jagged', { inside: [], border }]]),
  );
  const random = lcg(3);
  for (let index = 0; index < 120; index++)
    rows.push({
      ...{ no: `a${index}`, who: [`p${index % 9}`], place: `l${index}`, at: '2024-05-01T10:00:00' },
      ...{ longitude: 99.07 + 0.26 * random(), latitude: 44.07 + 0.26 * random() },
    });
  await town.sightings(rows);
});

/** Meters from a box's border, negative outside; on a plane, which a city is. */
function depth([west, south, east, north]: readonly number[], { longitude, latitude }: Sighting): number {
  const [x, y] = [longitude ?? 0, latitude ?? 0];
  const across = Math.min(x - (west ?? 0), (east ?? 0) - x) * 111_320 * Math.cos((44.2 * Math.PI) / 180);
  return Math.min(across, Math.min(y - (south ?? 0), (north ?? 0) - y) * 111_320);
}

const within = async (code: string, more = ''): Promise<ReadonlyMap<string, string>> => {
  const answer = await town.ask(
    `{ within(area: { code: "${code}" }, first: 500, datasets: ["${town.datasets[0]}"] ${more}) { totalCount nodes { certainty record { key } } } }`,
  );
  expect(answer.within.totalCount).toBe(answer.within.nodes.length);
  return new Map(answer.within.nodes.map(({ certainty, record }: Answer) => [record.key, certainty]));
};

function expectInside(found: ReadonlyMap<string, string>, depthOf: (row: Sighting) => number): void {
  const seen = { certain: 0, possible: 0, outside: 0 };
  for (const row of rows) {
    const meters = depthOf(row);
    const told = found.get(row.no);
    if (meters > FAR) expect([row.no, told]).toEqual([row.no, 'CERTAIN']);
    if (meters > 0) expect([row.no, told]).not.toEqual([row.no, undefined]);
    if (meters < 0) expect([row.no, told]).not.toEqual([row.no, 'CERTAIN']);
    if (meters < -FAR) expect([row.no, told]).toEqual([row.no, undefined]);
    seen[told === 'CERTAIN' ? 'certain' : told === 'POSSIBLE' ? 'possible' : 'outside'] += 1;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
}

describe('records that have a point and name no area', () => {
  it('are in the area whose shape holds it: for certain away from its border', async () => {
    expectInside(await within('960101'), (row) => Math.min(depth(OUTER, row), -depth(INNER, row)));
    expectInside(await within('960102'), (row) => depth(INNER, row));
  });

  it('are in what the area lies in, by the shapes of all that it holds', async () => {
    const found = await within('960100');
    for (const row of rows)
      if (Math.abs(depth(INNER, row)) > FAR)
        expect([row.no, found.has(row.no)]).toEqual([row.no, found.has(row.no) && depth(OUTER, row) > -FAR]);
    expect(rows.filter((row) => depth(OUTER, row) > 0 && !found.has(row.no))).toEqual([]);
  });

  it('are in no area without a shape', async () => {
    expect((await within('960103')).size).toBe(0);
  });

  it('are counted by density, told by timelines, and outside of a period not found', async () => {
    const { density, timeline } = await town.ask(
      `{ density(area: { code: "960102" }, resolution: 9, datasets: ["${town.datasets[0]}"]) { count }
         timeline(area: { code: "960102" }, datasets: ["${town.datasets[0]}"]) { totalCount } }`,
    );
    const { size } = await within('960102');
    expect(density.reduce((sum: number, { count }: Answer) => sum + count, 0)).toBe(size);
    expect(timeline.totalCount).toBe(size);
    expect((await within('960102', ', during: { from: "2025-01-01T00:00:00Z" }')).size).toBe(0);
  });

  it('are, as of an earlier time, where they were then', async () => {
    const before = await within('960102');
    const { now } = await town.ask(
      `{ now: within(area: { code: "960102" }, first: 1, datasets: ["${town.datasets[0]}"]) { nodes { record { recordedFrom } } } }`,
    );
    const moved = rows.map((row) => (before.has(row.no) ? { ...row, longitude: 98.5 } : row));
    await town.sightings(moved);
    expect((await within('960102')).size).toBe(0);
    expect(await within('960102', `, asOf: { recorded: "${now.nodes[0].record.recordedFrom}" }`)).toEqual(
      before,
    );
    await town.sightings(rows);
  });
});

describe('an area whose shapes have too many cells for one question', () => {
  it.each(['960201', '960200'])('%s is answered by names alone, and says so', async (code) => {
    const visit = { who: ['p1'], address: '', since: '2024-05-01', until: '2024-05-02' };
    await town.visits([
      { no: 'v1', code: '960201', ...visit },
      { no: 'v2', code: '960103', ...visit },
    ]);
    const { within, density } = await town.ask(
      `{ within(area: { code: "${code}" }, datasets: ["${town.datasets[3]}"]) { nodes { record { key } } areas { shapes } }
         density(area: { code: "${code}" }, resolution: 9) { count } }`,
    );
    expect(within.nodes.map(({ record }: Answer) => record.key)).toEqual(['v1']);
    expect(new Set(within.areas.map(({ shapes }: Answer) => shapes))).toEqual(new Set(['TOO_MANY_CELLS']));
    expect(density).toEqual([{ count: 1 }]);
  });

  it('is told from areas whose shapes are used, and from those that have none', async () => {
    const told = async (code: string) =>
      (await town.ask(`{ areaCover(area: { code: "${code}" }) { shapes } }`)).areaCover[0].shapes;
    expect(await Promise.all(['960101', '960100', '960103'].map(told))).toEqual(['USED', 'USED', 'NONE']);
  });
});

describe('a file of shapes', () => {
  const refuse = async (file: string): Promise<unknown> => {
    try {
      await readShapesFile(file, buildAreaHistory(ENTRIES));
    } catch (error) {
      return [(error as { code?: string }).code, (error as Error).message];
    }
    return 'taken in';
  };
  it.each<[string, unknown, RegExp]>([
    ['an unknown area', feature({ code: '960199' }, box(...INNER)), /no area of the history is 960199/],
    ['no code', feature({}, box(...INNER)), /without a code/],
    ['an open ring', feature({ code: '960101' }, box(...INNER).slice(1)), /feature 1/],
    [
      'a ring that crosses itself',
      feature({ code: '960101' }, [
        [99.1, 44.1],
        [99.3, 44.3],
        [99.3, 44.1],
        [99.1, 44.3],
        [99.1, 44.1],
      ]),
      /crosses itself/,
    ],
    ['swapped coordinates', feature({ code: '960101' }, box(44.1, 99.1, 44.3, 99.3)), /feature 1/],
    [
      'a point',
      { ...feature({ code: '960101' }), geometry: { type: 'Point', coordinates: [1, 2] } },
      /feature 1/,
    ],
  ])('with %s is refused, and says where', async (_, given, reason) => {
    expect(await refuse(write([given]))).toEqual(['FILE_FORMAT', expect.stringMatching(reason)]);
  });

  it('that is not there, or no GeoJSON, is refused; two shapes of one area too', async () => {
    expect(await refuse(join(directory, 'none'))).toEqual(['FILE_UNREADABLE', expect.any(String)]);
    const text = join(directory, 'text');
    writeFileSync(text, 'no json');
    expect(await refuse(text)).toEqual(['FILE_FORMAT', expect.stringContaining('not JSON')]);
    expect(await refuse(write([SHAPES[0], SHAPES[0]]))).toEqual([
      'FILE_FORMAT',
      expect.stringMatching(/already/),
    ]);
  });

  it('says which areas are too large for their shape', async () => {
    const large = feature({ code: '960103' }, box(90, 40, 97, 44));
    const { shapes, tooLarge } = await readShapesFile(write([large]), buildAreaHistory(ENTRIES));
    expect([shapes.size, tooLarge]).toEqual([0, ['960103']]);
  });
});
