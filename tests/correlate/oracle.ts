import type { Position } from '../../src/correlate/place/distance.ts';
import type { Sighting, Stay } from './watched-town.ts';

/** Brute force: plain loops over the rows that were delivered, reckoned in other ways than the product's. */

/** How many random questions a property asks: `npm test` a few, `npm run prove:correlate` ten times as many. */
export function runs(few: number): number {
  return process.env.JINGWEI_PROOF === 'whole' ? 10 * few : few;
}

export function wrap(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/** By summing angles: another way than the product's. */
export function windingNumber(
  ring: readonly (readonly number[])[],
  { longitude, latitude }: Position,
): number {
  let sum = 0;
  for (const [index, [bx = 0, by = 0]] of ring.slice(1).entries()) {
    const [ax = 0, ay = 0] = ring[index] ?? [];
    const from = Math.atan2(ay - latitude, wrap(ax - longitude));
    const to = Math.atan2(by - latitude, wrap(bx - longitude));
    let turn = to - from;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    sum += turn;
  }
  return Math.round(sum / (2 * Math.PI));
}

/** Distance over the sphere in meters by the angle between two directions from its middle. */
export function arcMeters(a: Position, b: Position): number {
  const [u, v] = [direction(a), direction(b)];
  const cross = Math.hypot(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x);
  return 6_378_140 * Math.atan2(cross, u.x * v.x + u.y * v.y + u.z * v.z);
}

function direction({ longitude, latitude }: Position) {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return { x: Math.cos(phi) * Math.cos(lambda), y: Math.cos(phi) * Math.sin(lambda), z: Math.sin(phi) };
}

/** What a row says of time: each moment it may have begun at and ended at, in milliseconds; the extremes of both. */
export interface Stated {
  readonly firstBegin: number;
  readonly lastBegin: number;
  readonly firstEnd: number;
  readonly lastEnd: number;
}

export const NEVER = 8.64e15;

/** A moment as written: `2024-06`, `2024-06-01`, `2024-06-01T10:00`. */
export function statedMoment(at: string): Stated {
  const [begin, end] = unitOf(at);
  return { firstBegin: begin, lastBegin: end, firstEnd: begin, lastEnd: end };
}

/**
 * A period as written; an empty begin is any time before its end, an empty end is never. One precision is kept for both ends, the
 * coarser: where that is a month or a year, the end that is written more exactly is the month that begins within hours, or a day.
 */
export function statedPeriod(since: string, until: string): Stated {
  const begin = since === '' ? -NEVER : unitOf(since)[0];
  const lastEnd = until === '' ? NEVER : unitOf(until)[until.length > 10 ? 0 : 1];
  const parts = Math.min(...[since, until].filter((text) => text !== '').map(partsOf));
  return {
    firstBegin: begin,
    lastBegin: since === '' ? lastEnd : Math.min(begin + vagueness(begin, parts, 'behind'), lastEnd),
    firstEnd: until === '' ? NEVER : Math.max(lastEnd - vagueness(lastEnd, parts, 'before'), begin),
    lastEnd,
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** By the number of parts that a time is written in: day, hour, minute, second. */
const VAGUE = [0, 0, 0, DAY, HOUR, 60_000, 1_000];

const partsOf = (text: string): number => text.split(/[-T:]/).length;

/** Milliseconds for which a source says no more, behind or before a moment. */
function vagueness(at: number, parts: number, side: 'behind' | 'before'): number {
  if (parts > 2) return VAGUE[parts] ?? 0;
  for (let month = 0; ; month += 1) {
    const step = parts === 1 && month % 12 === 0 ? 12 : 1;
    const [last, first, next] = [month - step, month, month + step].map((one) => Date.UTC(1900, one));
    if (last === undefined || first === undefined || next === undefined) throw new Error('There are three');
    if (at < first - 14 * HOUR) return DAY;
    if (at <= first + 12 * HOUR) return side === 'behind' ? next - first : first - last;
  }
}

function unitOf(text: string): readonly [number, number] {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text.split(/[-T:]/).map(Number);
  const begin = Date.UTC(year, month - 1, day, hour, minute, second);
  const parts = text.split(/[-T:]/).length;
  const next = [
    Date.UTC(year + 1, 0),
    Date.UTC(year, month),
    Date.UTC(year, month - 1, day + 1),
    begin + 3_600_000,
    begin + 60_000,
    begin + 1_000,
  ][parts - 1];
  return [begin, next ?? begin];
}

/** Whether something may have been, or surely was, within a window [since, until). */
export function overlap(stated: Stated, since: number, until: number): 'CERTAIN' | 'POSSIBLE' | null {
  if (!(stated.firstBegin < until && stated.lastEnd > since)) return null;
  return stated.lastBegin <= until && stated.firstEnd >= since ? 'CERTAIN' : 'POSSIBLE';
}

/** Keys of the rows there and then, with how sure they are, in order of keys. */
export function presentRows(
  rows: readonly (Sighting | Stay)[],
  isThere: (position: Position) => boolean,
  since: number,
  until: number,
): readonly string[] {
  const found: string[] = [];
  for (const row of rows) {
    if (row.longitude === null || row.latitude === null) continue;
    const stated = 'at' in row ? statedMoment(row.at) : statedPeriod(row.since, row.until);
    const sure = overlap(stated, since, until);
    if (sure !== null && isThere({ longitude: row.longitude, latitude: row.latitude }))
      found.push(`${row.no} ${sure}`);
  }
  return found.sort();
}

/** Repeatable random numbers. */
export function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
