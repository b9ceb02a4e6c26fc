const SECOND = 1_000;
const WEEK = 7 * 24 * 3_600 * SECOND;
const zones = new Map<string, Zone>();

/** Wall clock fields of a zone, in milliseconds as if they were UTC. */
type WallClock = number;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Per year: when the offset from UTC changes, and to what, in milliseconds; the first entry is the year's start. */
  readonly years: Map<number, readonly { readonly from: number; readonly offset: number }[]>;
}

/**
 * The instant (milliseconds since 1970) at which clocks of a zone showed the given wall clock. A wall clock that was
 * skipped is read with the offset before the gap, one that came twice as its first time (as RFC 5545 has it).
 * Throws RangeError for a zone that is not in the IANA database.
 */
export function instantOf(wall: WallClock, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const before = offsetAt(wall - 24 * 3_600 * SECOND, zone);
  const after = offsetAt(wall + 24 * 3_600 * SECOND, zone);
  if (before === after) return wall - before;
  const early = wall - before;
  if (offsetAt(early, zone) === before) return early;
  const late = wall - after;
  return offsetAt(late, zone) === after ? late : early;
}

/** The wall clock that a zone shows at an instant. */
export function wallClockOf(instant: number, timeZone: string): WallClock {
  return instant + offsetAt(instant, zoneOf(timeZone));
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, years: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

function offsetAt(instant: number, zone: Zone): number {
  const year = new Date(instant).getUTCFullYear();
  const changes = zone.years.get(year) ?? learnYear(year, zone);
  let offset = 0;
  for (const change of changes) {
    if (change.from > instant) break;
    offset = change.offset;
  }
  return offset;
}

/** Formatting costs microseconds, so a year is sampled once by weeks and each change found by halving. */
function learnYear(year: number, zone: Zone): readonly { from: number; offset: number }[] {
  const start = utc(year, 1, 1);
  const end = utc(year + 1, 1, 1);
  const changes = [{ from: start, offset: measure(start, zone) }];
  let offset = changes[0]?.offset ?? 0;
  for (let low = start; low < end; low += WEEK) {
    const high = Math.min(low + WEEK, end);
    const next = measure(high, zone);
    if (next !== offset) changes.push({ from: findChange(low, high, offset, zone), offset: next });
    offset = next;
  }
  zone.years.set(year, changes);
  return changes;
}

function findChange(low: number, high: number, offset: number, zone: Zone): number {
  let [left, right] = [low, high];
  while (right - left > SECOND) {
    const middle = left + Math.floor((right - left) / 2 / SECOND) * SECOND;
    if (measure(middle, zone) === offset) left = middle;
    else right = middle;
  }
  return right;
}

function measure(instant: number, zone: Zone): number {
  const fields: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(instant)) fields[type] = value;
  const year = fields.era === 'BC' ? 1 - Number(fields.year) : Number(fields.year);
  const wall =
    utc(year, Number(fields.month), Number(fields.day)) +
    ((Number(fields.hour) * 60 + Number(fields.minute)) * 60 + Number(fields.second)) * SECOND;
  return wall - instant;
}

/** Midnight UTC of a day; unlike Date.UTC it takes years below 100 as they are. */
export function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(year, month - 1, day);
}
