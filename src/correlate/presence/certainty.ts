import { FAR_FUTURE, FAR_PAST, type Precision } from '../../standardise/value.ts';

/** Whether something was so during a period, or only may have been. */
export type Certainty = 'CERTAIN' | 'POSSIBLE';

const SECOND = 1_000;
const DAY = 86_400_000;
/** Longest that one unit of a precision lasts, in milliseconds: within it the source says no more. */
const UNITS = {
  year: 366 * DAY,
  month: 31 * DAY,
  // Where clocks go back, one day a year is an hour longer; neither China nor Taiwan has had such since 1991.
  day: DAY,
  hour: 3_600 * SECOND,
  minute: 60 * SECOND,
  second: SECOND,
} as const satisfies Record<Precision, number>;
const PRECISIONS: ReadonlyMap<string, number> = new Map(Object.entries(UNITS));

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

/**
 * How sure it is that something lay within a window, given that its stated period overlaps it. A start stated as "June"
 * may be any moment of June, an end likewise: it is certain only where every such start lies before the window's end and every
 * such end behind its beginning. A start that nobody stated may be any. An open end holds for ever.
 */
export function certaintyOf({ validFrom, validTo, precision }: Dated, { since, until }: Window): Certainty {
  const unit = unitOf(precision);
  const latestStart = validFrom <= FAR_PAST_TIME ? validTo : Math.min(validFrom + unit, validTo);
  const earliestEnd = validTo >= FAR_FUTURE_TIME ? validTo : Math.max(validTo - unit, validFrom);
  return latestStart <= until && earliestEnd >= since ? 'CERTAIN' : 'POSSIBLE';
}

function unitOf(precision: string): number {
  return PRECISIONS.get(precision) ?? SECOND;
}

/** How much later than stated something may have been, in milliseconds: the unit that its source wrote it in. */
export function vaguenessOf({ validFrom, validTo, precision }: Dated): number {
  return Math.min(unitOf(precision), validTo - validFrom);
}
