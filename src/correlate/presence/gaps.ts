import { FAR_FUTURE, FAR_PAST } from '../../standardise/value.ts';
import type { Window } from './certainty.ts';

/** A stretch of time that no record lies in, [from, to) in milliseconds since 1970. */
export interface GapModel {
  readonly from: number;
  readonly to: number;
}

/** Ends of what the graph keeps: what reaches them is open. */
const OPEN_START = Date.parse(FAR_PAST);
const OPEN_END = Date.parse(FAR_FUTURE);

/**
 * The longest stretches of a window that nothing lies in, in order of time. An end of the window that is open is no end of a
 * gap: before the first record of all and after the last one there is none. What nobody dated says of no time that somebody was there.
 */
export function findGaps(
  periods: readonly { readonly validFrom: number; readonly validTo: number }[],
  { since, until }: Window,
  longest: number,
): readonly GapModel[] {
  const sorted = periods
    .filter(({ validFrom, validTo }) => validFrom > OPEN_START || validTo < OPEN_END)
    .sort((a, b) => a.validFrom - b.validFrom);
  const gaps: GapModel[] = [];
  let covered = since <= OPEN_START ? (sorted[0]?.validFrom ?? until) : since;
  for (const { validFrom, validTo } of sorted) {
    if (validFrom > covered) gaps.push({ from: covered, to: Math.min(validFrom, until) });
    covered = Math.max(covered, validTo);
  }
  if (until < OPEN_END && covered < until) gaps.push({ from: covered, to: until });
  return gaps
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, longest)
    .sort((a, b) => a.from - b.from);
}
