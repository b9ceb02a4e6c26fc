import { type AsOf, type During, validBounds } from '../../as-of.ts';
import { type DateTime, fromDateTime, toDateTime } from '../../graph/values.ts';
import { MOMENT_HOURS } from '../../intake/presence-key.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { checkPeriod } from '../check-input.ts';
import type { Window } from './certainty.ts';

export interface PresenceBounds {
  readonly since: DateTime;
  readonly until: DateTime;
  /** Begin of the earliest moment that may reach into the window. */
  readonly momentsSince: DateTime;
  readonly window: Window;
}

/** The bounds of a question about presence, from both of its periods. Throws BAD_INPUT when it ends before it begins. */
export function presenceBounds(asOf: AsOf, during: During | null | undefined): PresenceBounds {
  const { since, until } = validBounds(asOf, checkPeriod(during));
  const begin = Date.parse(fromDateTime(since));
  const last = Date.parse(fromDateTime(until));
  const earliest = Math.max(begin - MOMENT_HOURS * 3_600_000, Date.parse(FAR_PAST));
  return {
    since,
    until,
    momentsSince: toDateTime(new Date(earliest).toISOString()),
    window: { since: begin, until: last + 1 },
  };
}
