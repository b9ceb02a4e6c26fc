import { cleanText } from './clean-text.ts';
import type { DateFields } from './date-fields.ts';
import { findDate } from './date-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import { instantOf, utc } from './time-zone.ts';
import type { Precision, StandardiseOptions, StandardValue } from './value.ts';

type TimeOptions = Pick<StandardiseOptions, 'timeZone' | 'calendar'>;

/** Milliseconds since 1970 at which the span that the fields name begins; local fields are read in `timeZone`. */
export function startOf(fields: DateFields, timeZone: string): number {
  const clock = (fields.hour * 3_600 + fields.minute * 60 + fields.second) * 1_000;
  const wall = utc(fields.year, fields.month, fields.day) + clock;
  return fields.offset === undefined ? instantOf(wall, timeZone) : wall - fields.offset * 60_000;
}

/** An instant as ISO 8601 in UTC to the second, so that instants sort as text; undefined outside the years 1 to 9999. */
export function findIso(milliseconds: number): string | undefined {
  if (milliseconds < EARLIEST || milliseconds > LATEST) return undefined;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

/**
 * The instant that a text names, as ISO 8601 in UTC, with the precision the text has: a day is its first moment in the
 * contract's zone. Null when the text is blank, unreadable or names a day that does not exist.
 */
export function standardiseInstant(
  original: string,
  options: TimeOptions,
): { readonly instant: string; readonly precision: Precision } | null {
  const fields = findDate(original, options.calendar);
  if (fields === undefined) return null;
  const instant = findIso(startOf(fields, options.timeZone));
  return instant === undefined ? null : { instant, precision: fields.precision };
}

const PLACEHOLDER_DAYS = new Set(
  '1900-01-01 1899-12-30 1899-12-31 1800-01-01 1753-01-01 1111-11-11 0001-01-01 9999-12-31 9999-12-30 9999-01-01 2999-12-31 2099-12-31'.split(
    ' ',
  ),
);

/** Days that systems write when they know none: `1900-01-01`, `9999-12-31` and their like. */
export function isPlaceholderDay(isoDay: string): boolean {
  return PLACEHOLDER_DAYS.has(isoDay);
}

/** Text of a date column that says "no date", all zeros included. */
export function isPlaceholderDateText(clean: string): boolean {
  if (isPlaceholderDay(clean.slice(0, 10).replace(/[/.]/g, '-'))) return true;
  return isPlaceholderText(clean) || /^[0\s\-/.:T年月日]+$/.test(clean);
}

/** An attribute of kind `instant`: ISO 8601 in UTC, the precision in `parts`. */
export function standardiseInstantValue(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const fields = findDate(clean, options.calendar);
  const instant = fields === undefined ? undefined : findIso(startOf(fields, options.timeZone));
  if (fields === undefined || instant === undefined) {
    const flag = isPlaceholderDateText(clean) ? 'placeholder' : 'invalid-format';
    return { value: clean, original, flags: [flag], search: [] };
  }
  const empty = isPlaceholderDay(localDay(fields)) || instant === '1970-01-01T00:00:00Z';
  return {
    value: instant,
    original,
    flags: empty ? ['placeholder'] : [],
    parts: { precision: fields.precision },
    search: [],
  };
}

/**
 * What the text of a kept instant says: the calendar of its contract is not kept, so it is the one in which the text comes to the
 * kept value, in whatever zone. Undefined where it does in none.
 */
export function rereadInstant({
  value,
  original,
}: Pick<StandardValue, 'value' | 'original'>): DateFields | undefined {
  const kept = Date.parse(value);
  return CALENDARS.map((calendar) => findDate(original, calendar)).find(
    (fields) => fields !== undefined && Math.abs(startOf(fields, 'UTC') - kept) < DAY,
  );
}
const CALENDARS = ['gregorian', 'roc'] as const;
/** Milliseconds; no zone is so far from UTC. */
const DAY = 86_400_000;

/** The calendar day as written, `YYYY-MM-DD`. */
export function localDay({ year, month, day }: DateFields): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
