import { localDay, rereadInstant } from '../../../standardise/instant.ts';
import type { Precision, StandardValue } from '../../../standardise/value.ts';

/** When something was, as exactly as it is written: the first and the last minute that it may be, since 1970, both included. */
export interface InstantSpan {
  /** Calendar day as written, `YYYY-MM-DD`, where the text can be read; else in UTC. */
  readonly day: string;
  readonly first: number;
  readonly last: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;
/** Minutes that what is written to a precision may lie behind its beginning. */
const SPANS: Readonly<Record<Precision, number>> = {
  year: 366 * DAY - 1,
  month: 31 * DAY - 1,
  day: DAY - 1,
  hour: 59,
  minute: 0,
  second: 0,
};
/** An instant as it is kept; other texts are those that could not be read. */
const KEPT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}Z$/;

/** What a kept instant says. Null for a text that is no instant. Of one that was not kept as written, its day is believed. */
export function spanOfInstant(instant: Pick<StandardValue, 'value' | 'original'>): InstantSpan | null {
  const dayInUtc = KEPT.exec(instant.value)?.[1];
  if (dayInUtc === undefined) return null;
  const fields = rereadInstant(instant);
  if (fields === undefined) return spanFrom(dayInUtc, dayInUtc, 'day');
  // Systems that keep no time of day write midnight.
  const isMidnight = fields.hour === 0 && fields.minute === 0 && fields.second === 0;
  const isDay = isMidnight && (fields.precision === 'minute' || fields.precision === 'second');
  return spanFrom(localDay(fields), instant.value, isDay ? 'day' : fields.precision);
}

function spanFrom(day: string, from: string, precision: Precision): InstantSpan {
  const first = Math.floor(Date.parse(from) / MINUTE);
  return { day, first, last: first + SPANS[precision] };
}
