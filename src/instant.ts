import { FAR_FUTURE, FAR_PAST, type Precision } from './standardise/value.ts';

/** Open ends as the graph keeps them, in milliseconds since 1970. */
const FAR_PAST_TIME = Date.parse(FAR_PAST);
const FAR_FUTURE_TIME = Date.parse(FAR_FUTURE);
const PRECISIONS: readonly Precision[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];

/** When something was so, as readers are given it: ISO instants in UTC, null for an open end. */
export interface PeriodModel {
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: Precision | null;
}

/** Milliseconds since 1970 as a UTC instant in ISO form, milliseconds only where there are any. */
export function toInstant(time: number): string {
  // Most periods have one: they share a text.
  if (time === FAR_FUTURE_TIME) return FAR_FUTURE;
  if (time === FAR_PAST_TIME) return FAR_PAST;
  const text = new Date(time).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

/** The same, with null for the open end. */
export function toEnd(time: number): string | null {
  return time === FAR_FUTURE_TIME ? null : toInstant(time);
}

/** The same for a begin, with null where nobody stated one. */
export function toBegin(time: number): string | null {
  return time === FAR_PAST_TIME ? null : toInstant(time);
}

/** The period of something read from the graph; null when nothing is known about it. */
export function periodOf(dated: {
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
}): PeriodModel | null {
  return toPeriod(dated.validFrom, dated.validTo, dated.precision);
}

/** A period from times in milliseconds; null when nothing is known about it. */
export function toPeriod(from: number, to: number, precision: string | null): PeriodModel | null {
  if (from === FAR_PAST_TIME && to === FAR_FUTURE_TIME) return null;
  return {
    from: toBegin(from),
    to: toEnd(to),
    precision: PRECISIONS.find((known) => known === precision) ?? null,
  };
}
