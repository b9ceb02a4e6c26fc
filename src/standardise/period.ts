import { cleanText } from './clean-text.ts';
import type { DateFields } from './date-fields.ts';
import { findDate } from './date-text.ts';
import { findIso, isPlaceholderDateText, isPlaceholderDay, localDay, startOf } from './instant.ts';
import { utc } from './time-zone.ts';
import { FAR_FUTURE, FAR_PAST, type Period, type Precision, type StandardiseOptions } from './value.ts';

export { standardiseInstant } from './instant.ts';

type TimeOptions = Pick<StandardiseOptions, 'timeZone' | 'calendar'>;

const PRECISIONS: readonly Precision[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const SECONDS = { hour: 3_600, minute: 60, second: 1 } as const;

/**
 * The period from one text to another, as `[from, to)`. An end of day precision (or coarser) ends when that day ends;
 * an end with a time is that moment. A blank or placeholder start is {@link FAR_PAST}, a blank or placeholder end
 * {@link FAR_FUTURE}. Equal ends are the one moment they name. The precision is the coarser of the two.
 * Null when both are blank, one cannot be read, or the end lies before the start.
 */
export function standardisePeriod(
  from: string | null,
  to: string | null,
  options: TimeOptions,
): Period | null {
  const start = readEnd(from, options);
  const end = readEnd(to, options);
  if (start === 'unreadable' || end === 'unreadable') return null;
  if (start === 'open' && end === 'open') return null;
  const begins = start === 'open' ? FAR_PAST : findIso(startOf(start, options.timeZone));
  const ends = end === 'open' ? FAR_FUTURE : findIso(endOf(end, options.timeZone, start));
  if (begins === undefined || ends === undefined || begins >= ends) return null;
  return { from: begins, to: ends, precision: coarser(start, end) };
}

/** The period that one instant, day, month or year may lie in: from its first moment to the first after it. */
export function standardiseMoment(at: string, options: TimeOptions): Period | null {
  const fields = findDate(at, options.calendar);
  if (fields === undefined) return null;
  const from = findIso(startOf(fields, options.timeZone));
  const to = findIso(nextOf(fields, options.timeZone));
  // Within a skipped hour (summer time) the next hour may begin at the same moment.
  if (from === undefined || to === undefined || from >= to) return null;
  return { from, to, precision: fields.precision };
}

function readEnd(text: string | null, options: TimeOptions): DateFields | 'open' | 'unreadable' {
  const clean = text === null ? '' : cleanText(text);
  if (clean === '' || isPlaceholderDateText(clean)) return 'open';
  const fields = findDate(clean, options.calendar);
  if (fields === undefined) return 'unreadable';
  return fields.precision !== 'year' && isPlaceholderDay(localDay(fields)) ? 'open' : fields;
}

function endOf(end: DateFields, timeZone: string, start: DateFields | 'open'): number {
  if (end.precision === 'year' || end.precision === 'month' || end.precision === 'day') {
    return nextOf(end, timeZone);
  }
  const moment = startOf(end, timeZone);
  const same = start !== 'open' && startOf(start, timeZone) === moment;
  return same ? nextOf(end, timeZone) : moment;
}

/** The first moment after the span that the fields name. */
function nextOf(fields: DateFields, timeZone: string): number {
  const { year, month, day, precision } = fields;
  switch (precision) {
    case 'year':
      return startOf(midnight(fields, year + 1, 1, 1), timeZone);
    case 'month':
      return startOf(midnight(fields, month === 12 ? year + 1 : year, (month % 12) + 1, 1), timeZone);
    case 'day': {
      const next = new Date(utc(year, month, day + 1));
      const [nextYear, nextMonth] = [next.getUTCFullYear(), next.getUTCMonth() + 1];
      return startOf(midnight(fields, nextYear, nextMonth, next.getUTCDate()), timeZone);
    }
    case 'hour':
    case 'minute':
    case 'second':
      return startOf(fields, timeZone) + SECONDS[precision] * 1_000;
  }
}

function midnight(fields: DateFields, year: number, month: number, day: number): DateFields {
  return { ...fields, year, month, day, hour: 0, minute: 0, second: 0 };
}

function coarser(start: DateFields | 'open', end: DateFields | 'open'): Precision {
  const rank = (fields: DateFields | 'open'): number =>
    fields === 'open' ? PRECISIONS.length - 1 : PRECISIONS.indexOf(fields.precision);
  return PRECISIONS[Math.min(rank(start), rank(end))] ?? 'second';
}
