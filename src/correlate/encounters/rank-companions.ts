import type { Position } from '../place/distance.ts';
import { coincide, logPoissonTail, type TimedPlace } from './chance.ts';
import type { Habit, Places } from './places.ts';

/** A moment of the one whose companions are ranked, of a day at most; milliseconds since 1970. */
export interface OwnMoment extends Position {
  readonly validFrom: number;
  readonly validTo: number;
}

/** Another that was met, with the moments at which it was near and when else it was at those places. */
export interface MetOther<Id extends string> {
  readonly other: Id;
  readonly met: readonly OwnMoment[];
  readonly habits: readonly Habit[];
}

export interface RankedCompanion<Id extends string> {
  readonly other: Id;
  /** Moments of the one at which the other was near. */
  readonly observed: number;
  /** How many chance would give. */
  readonly expected: number;
  /** The chance of at least so many by chance, times the number of those who were met: each is one more try. */
  readonly pValue: number;
  /** Its decimal logarithm, for chances that are too small for a number. */
  readonly log10PValue: number;
  /** Different places where they were near each other. */
  readonly places: number;
  readonly firstMet: number;
  readonly lastMet: number;
}

/** Met once is nothing to tell from chance. */
export const LEAST_MET = 2;

/**
 * Others by how unlikely so many meetings were by chance ({@link coincide}), the least likely first; each of the `tried` who were met at all
 * was one more try (Bonferroni). `reach`: milliseconds within which two are together. Pure.
 */
export function rankCompanions<Id extends string>(
  moments: readonly OwnMoment[],
  others: readonly MetOther<Id>[],
  { places, reach, tried }: { readonly places: Places; readonly reach: number; readonly tried: number },
): readonly RankedCompanion<Id>[] {
  const own = moments.map((moment): TimedPlace => {
    const { validFrom, validTo } = moment;
    return { place: places.numberOf(moment), stay: [validFrom, validTo] };
  });
  return others
    .map((other) => rate(other, own, places, reach, Math.log(tried)))
    .filter(({ observed }) => observed >= LEAST_MET)
    .sort(
      (a, b) =>
        a.log10PValue - b.log10PValue ||
        b.observed / b.expected - a.observed / a.expected ||
        (a.other < b.other ? -1 : 1),
    );
}

function rate<Id extends string>(
  { other, met, habits }: MetOther<Id>,
  own: readonly TimedPlace[],
  places: Places,
  reach: number,
  logTried: number,
): RankedCompanion<Id> {
  const { observed, expected } = coincide(own, places.staysNear(habits), reach);
  const log = Math.min(0, logPoissonTail(observed, expected) + logTried);
  const times = met.map(({ validFrom }) => validFrom);
  return {
    ...{ other, observed, expected, pValue: Math.exp(log), log10PValue: log / Math.LN10 },
    places: new Set(met.map((moment) => places.numberOf(moment))).size,
    firstMet: times.reduce((a, b) => Math.min(a, b), Infinity),
    lastMet: times.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}
