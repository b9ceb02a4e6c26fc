import { cellToParent, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stretch, stretchesOf } from '../../src/correlate/density/stretches.ts';
import { lcg, statedMoment, statedPeriod } from './oracle.ts';
import { type Answer, buildWatchedTown, type Sighting, type Stay, type WatchedTown } from './watched-town.ts';

/** Eight hours east of Greenwich all year round. */
const EAST = 8 * 3_600_000;
const BOUNDS = { west: 121.88, south: 34.18, east: 121.92, north: 34.22 };
const DURING = { from: '2024-02-20T16:00:00Z', to: '2024-03-10T16:00:00Z' };
let town: WatchedTown;
const sightings: Sighting[] = [];
const stays: Stay[] = [];

beforeAll(async () => {
  town = await buildWatchedTown();
  const random = lcg(13);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const place = () => ({ longitude: 121.87 + random() * 0.06, latitude: 34.17 + random() * 0.06 });
  const ats = [
    '2024-02-28T15:59:59',
    '2024-02-28T16:00:00',
    '2024-02-29',
    '2024-02-29T23:00',
    '2024-03-31T20:00:00',
  ];
  for (let index = 0; index < 120; index++)
    sightings.push({ no: `s${index}`, who: ['p'], place: 'q', ...place(), at: pick(ats) });
  for (let index = 0; index < 60; index++)
    stays.push({
      no: `t${index}`,
      who: ['p'],
      place: 'q',
      ...place(),
      since: pick(['', '2024-02-01', '2024-02-29']),
      until: pick(['', '2024-03-01']),
    });
  await town.sightings(sightings);
  await town.stays(stays);
});

const QUERY = `query ($bounds: BoundsInput, $resolution: Int!, $by: Stretch, $during: During) {
  density(bounds: $bounds, resolution: $resolution, by: $by, timeZone: "Asia/Shanghai", during: $during, datasets: DATASETS) { cell begins count }
}`;

describe('density', () => {
  it.each([
    [9, null],
    [7, null],
    [9, 'DAY'],
    [8, 'HOUR'],
    [6, 'WEEK'],
    [5, 'MONTH'],
    [4, 'YEAR'],
  ])('at resolution %d by %s counts like a loop over the rows', async (resolution, by) => {
    const query = QUERY.replace('DATASETS', JSON.stringify(town.datasets));
    const { density } = await town.ask(query, { bounds: BOUNDS, resolution, by, during: DURING });
    const found = density.map(({ cell, begins, count }: Answer) => `${begins} ${cell} ${count}`);
    expect([...found].sort()).toEqual(countAll(resolution, by as Stretch | null));
    expect(found.length).toBeGreaterThan(0);
  });

  it('is refused without a place, with two, out of range, without an end of time, in no zone', async () => {
    const ask = (args: string) => town.refuse(`{ density(${args}) { count } }`);
    const bounds = 'bounds: { west: 121, south: 34, east: 121.1, north: 34.1 }';
    expect(await ask('resolution: 9')).toEqual(['BAD_INPUT']);
    expect(await ask(`${bounds}, polygon: {}`)).toEqual(['BAD_INPUT']);
    expect(await ask(`${bounds}, resolution: 10`)).toEqual(['BAD_INPUT']);
    expect(await ask(`${bounds}, by: DAY`)).toEqual(['BAD_INPUT']);
    expect(await ask(`${bounds}, timeZone: "Nowhere"`)).toEqual(['BAD_INPUT']);
    expect(await ask('bounds: { west: 121, south: 34, east: 131, north: 44 }')).toEqual(['BAD_INPUT']);
    expect(await ask(`${bounds}, datasets: ["no/where"]`)).toEqual(['DATASET_UNKNOWN']);
    expect(await ask(`${bounds}, departments: ["nowhere"]`)).toEqual(['NOT_FOUND']);
  });
});

function countAll(resolution: number, by: Stretch | null): readonly string[] {
  const [since, until] = [Date.parse(DURING.from), Date.parse(DURING.to)];
  const counts = new Map<string, number>();
  for (const row of [...sightings, ...stays]) {
    const stated = 'at' in row ? statedMoment(row.at) : statedPeriod(row.since, row.until);
    const [longitude, latitude] = [row.longitude ?? 0, row.latitude ?? 0];
    const isIn =
      longitude > BOUNDS.west &&
      longitude < BOUNDS.east &&
      latitude > BOUNDS.south &&
      latitude < BOUNDS.north;
    if (!isIn || !(stated.firstBegin < until && stated.lastEnd > since)) continue;
    const fine = latLngToCell(latitude, longitude, 9);
    const cell = resolution === 9 ? fine : cellToParent(fine, resolution);
    const isStated = 'at' in row || row.since !== '';
    const [from, to] = [Math.max(since, stated.firstBegin), Math.min(until, stated.lastEnd)];
    // Every hour of it, and its last moment: no stretch is shorter.
    const isDivided = by !== null && isStated;
    const stretches = new Set<string | null>(isDivided ? [floor(to - 1 + EAST, by)] : [null]);
    if (isDivided) for (let at = from; at < to; at += 3_600_000) stretches.add(floor(at + EAST, by));
    for (const begins of stretches)
      counts.set(`${begins} ${cell}`, (counts.get(`${begins} ${cell}`) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
}

function floor(local: number, by: Stretch): string {
  const date = new Date(local);
  if (by !== 'HOUR') date.setUTCHours(0);
  date.setUTCMinutes(0, 0, 0);
  if (by === 'WEEK') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (by === 'MONTH' || by === 'YEAR') date.setUTCDate(1);
  if (by === 'YEAR') date.setUTCMonth(0);
  return date.toISOString().slice(0, 16);
}

describe('stretches of local time', () => {
  const listStretches = stretchesOf('Asia/Shanghai');

  it('leave out the hour that clocks are put on by, and name the one that comes twice once', () => {
    const hours = (zone: string, begin: string, end: string) =>
      stretchesOf(zone)(begin, end, 'HOUR').map((at) => at.slice(11));
    const spring = ['2024-03-10T01:00', '2024-03-10T03:00'] as const;
    expect(hours('America/New_York', ...spring)).toEqual(['01:00', '03:00']);
    expect(hours('Asia/Shanghai', ...spring)).toEqual(['01:00', '02:00', '03:00']);
    const autumn = ['2024-11-03T00:00', '2024-11-03T02:00'] as const;
    expect(hours('America/New_York', ...autumn)).toEqual(['00:00', '01:00', '02:00']);
  });

  it('keep what is left of an hour or of a day that clocks are put on in', () => {
    // Half an hour, a quarter, and an hour at midnight.
    const lordHowe = ['2026-10-04T01:00', '2026-10-04T02:00', '2026-10-04T03:00'];
    expect(stretchesOf('Australia/Lord_Howe')('2026-10-04T01:00', '2026-10-04T03:00', 'HOUR')).toEqual(
      lordHowe,
    );
    const kathmandu = ['1985-12-31T23:00', '1986-01-01T00:00', '1986-01-01T01:00'];
    expect(stretchesOf('Asia/Kathmandu')('1985-12-31T23:00', '1986-01-01T01:00', 'HOUR')).toEqual(kathmandu);
    const saoPaulo = ['2018-11-03T00:00', '2018-11-04T00:00'];
    expect(stretchesOf('America/Sao_Paulo')('2018-11-03T00:00', '2018-11-04T00:00', 'DAY')).toEqual(saoPaulo);
  });

  it('leave out the day that a zone skipped, with its hours', () => {
    const list = stretchesOf('Pacific/Apia');
    const [begin, end] = ['2011-12-29T00:00', '2011-12-31T00:00'];
    expect(list(begin, end, 'DAY')).toEqual([begin, end]);
    const hours = list(begin, end, 'HOUR');
    expect([hours.length, hours.filter((at) => at.startsWith('2011-12-30'))]).toEqual([25, []]);
    expect(list('2011-12-26T00:00', '2011-12-26T00:00', 'WEEK')).toHaveLength(1);
  });

  it('follow each other over leap days and ends of years', () => {
    expect(listStretches('2024-02-28T00:00', '2024-03-01T00:00', 'DAY')).toEqual([
      '2024-02-28T00:00',
      '2024-02-29T00:00',
      '2024-03-01T00:00',
    ]);
    expect(listStretches('2023-12-01T00:00', '2024-02-01T00:00', 'MONTH')).toEqual([
      '2023-12-01T00:00',
      '2024-01-01T00:00',
      '2024-02-01T00:00',
    ]);
    expect(listStretches('2024-12-31T23:00', '2025-01-01T00:00', 'HOUR')).toEqual([
      '2024-12-31T23:00',
      '2025-01-01T00:00',
    ]);
  });
});
