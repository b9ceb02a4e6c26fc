import { daysInMonth } from './calendar.ts';
import type { Precision } from './value.ts';

/** What a text says of a day and a time, as written on the wall; fields beyond the precision are the smallest possible. */
export interface DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly precision: Precision;
  /** Minutes east of UTC when the text says so itself. */
  readonly offset?: number;
}

export interface TimeFields {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly precision: 'hour' | 'minute' | 'second';
}

/** Fields that name a day and time that exist, or undefined: nothing is shifted to the next possible day. */
export function findFields(
  date: { readonly year: number; readonly month?: number | undefined; readonly day?: number | undefined },
  time: TimeFields | undefined,
  offset: number | undefined,
): DateFields | undefined {
  const { year, month, day } = date;
  // No department's record is older, and three digits are a year of the Republic or an error.
  if (year < 1000 || year > 9999) return undefined;
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (day !== undefined && (day < 1 || day > daysInMonth(year, month ?? 0))) return undefined;
  if (time !== undefined && (day === undefined || !isTimeOfDay(time))) return undefined;
  const precision = time?.precision ?? (day !== undefined ? 'day' : month !== undefined ? 'month' : 'year');
  return {
    year,
    month: month ?? 1,
    day: day ?? 1,
    hour: time?.hour ?? 0,
    minute: time?.minute ?? 0,
    second: time?.second ?? 0,
    precision,
    ...(offset === undefined ? {} : { offset }),
  };
}

/** ISO 8601 lets a day end at 24:00. */
function isTimeOfDay({ hour, minute, second }: TimeFields): boolean {
  if (hour === 24) return minute === 0 && second === 0;
  return hour < 24 && minute < 60 && second < 60;
}
