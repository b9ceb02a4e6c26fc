import { FAR_FUTURE, FAR_PAST, type Precision } from '../../standardise/value.ts';

/** Whether something was so during a period, or only may have been. */
export type Certainty = 'CERTAIN' | 'POSSIBLE';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
/** How long one unit of a precision lasts, in milliseconds: within it the source says no more. */
const UNITS: ReadonlyMap<string, number> = new Map<Precision, number>([
  // Where clocks go back, one day a year is an hour longer; neither China nor Taiwan has had such since 1991.
  ['day', DAY],
  ['hour', HOUR],
  ['minute', 60 * SECOND],
  ['second', SECOND],
]);
/** Zones lie so far ahead of UTC at most, and so far behind it. */
const MOST_AHEAD = 14 * HOUR;
const MOST_BEHIND = 12 * HOUR;

interface Dated {
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
}

/** A period in milliseconds since 1970, [since, until); open ends are infinite. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

const FAR_PAST_TIME = Date.parse(FAR_PAST);
const FAR_FUTURE_TIME = Date.parse(FAR_FUTURE);

/** Between which moments something surely was, by its source's words: from the latest begin to the earliest end, which may come first. */
interface Sure {
  readonly latestBegin: number;
  readonly earliestEnd: number;
}

/**
 * How sure it is that something lay within a window, given that its stated period overlaps it. A start stated as "June"
 * may be any moment of June, an end likewise: it is certain only where every such start lies before the window's end and every
 * such end behind its beginning. A start that nobody stated may be any. An open end holds for ever.
 */
export function certaintyOf(dated: Dated, { since, until }: Window): Certainty {
  const { latestBegin, earliestEnd } = sureOf(dated);
  return latestBegin <= until && earliestEnd >= since ? 'CERTAIN' : 'POSSIBLE';
}

/** How far apart in time two may have been at most, in milliseconds, by their sources' words; 0 where they surely overlap. */
export function farthestApart(one: Dated, other: Dated): number {
  const [mine, theirs] = [sureOf(one), sureOf(other)];
  return Math.max(0, theirs.latestBegin - mine.earliestEnd, mine.latestBegin - theirs.earliestEnd);
}

function sureOf({ validFrom, validTo, precision }: Dated): Sure {
  return {
    latestBegin:
      validFrom <= FAR_PAST_TIME ? validTo : Math.min(validFrom + unitAt(validFrom, precision, 1), validTo),
    earliestEnd:
      validTo >= FAR_FUTURE_TIME ? validTo : Math.max(validTo - unitAt(validTo, precision, -1), validFrom),
  };
}

/** Length of the unit behind (1) or before (-1) a moment at which one begins. */
function unitAt(time: number, precision: string, side: 1 | -1): number {
  if (precision !== 'year' && precision !== 'month') return UNITS.get(precision) ?? SECOND;
  // The first moment of a month in its own zone, whichever that is, lies so close to the first of the same month in UTC.
  const ahead = new Date(time + MOST_AHEAD);
  const [year, month] = [ahead.getUTCFullYear(), ahead.getUTCMonth()];
  const first = startOfMonth(year, month);
  // One precision is kept for both ends, the coarser: where no such unit begins, this one was stated by a finer one.
  if (time > first + MOST_BEHIND) return DAY;
  const months = precision === 'year' && month === 0 ? 12 : 1;
  return Math.abs(startOfMonth(year, month + side * months) - first);
}

/** Years below 100 are those years, not of the twentieth century. */
function startOfMonth(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}
