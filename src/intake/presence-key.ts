import type { Properties } from '../graph/values.ts';

/** Longest period of a record that counts as a moment: a whole day, the longest one of a year with summer time included. */
export const MOMENT_HOURS = 26;
const MOMENT = MOMENT_HOURS * 3_600_000;

/**
 * The key under which a record is found by place and time. What lasts no longer than a day is kept in an index of cell and
 * begin, where any window of time is one short range; longer and open periods overlap windows that they begin far
 * before, so they are kept apart, in an index of cell and end. Times are ISO instants.
 */
export function presenceKey(cell: string, validFrom: string, validTo: string): Properties {
  return isMoment(validFrom, validTo) ? { momentCell: cell } : { spanCell: cell };
}

/** Whether a period counts as a moment. */
export function isMoment(validFrom: string, validTo: string): boolean {
  return Date.parse(validTo) - Date.parse(validFrom) <= MOMENT;
}
