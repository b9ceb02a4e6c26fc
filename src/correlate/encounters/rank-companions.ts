import type { Position } from '../place/distance.ts';
import { coincide, type TimedPlace, toOutings } from './chance.ts';
import { Crowd, countToBeMet } from './crowd.ts';
import type { Habit, Places } from './places.ts';
import { logPoissonTail } from './tails.ts';

/** A moment of the one whose companions are ranked, of a day at most; milliseconds since 1970. */
export interface OwnMoment extends Position {
  readonly validFrom: number;
  readonly validTo: number;
}

/** Another that was met again, and when else it was at those places. */
export interface MetOther<Id extends string> {
  readonly other: Id;
  readonly habits: readonly Habit[];
}

export interface RankedCompanion<Id extends string> {
  readonly other: Id;
  /** Moments of the one at which the other was near. */
  readonly observed: number;
  /** How many chance would give. */
  readonly expected: number;
  /** The chance of at least so many by chance, times the number of those who could have been met: each is one more try. */
  readonly pValue: number;
  /** Its decimal logarithm, for chances that are too small for a number. */
  readonly log10PValue: number;
  /** Places where they were near each other, farther apart than near is. */
  readonly places: number;
  readonly firstMet: number;
  readonly lastMet: number;
}

/** Met once is nothing to tell from chance. */
export const LEAST_MET = 2;

/** How near is near, and everybody who was met: by other the indexes of the moments at which it was near, each once. */
export interface Company<Id extends string> {
  readonly places: Places;
  /** Milliseconds within which two are together. */
  readonly reach: number;
  readonly metBy: ReadonlyMap<Id, readonly number[]>;
}

/**
 * Others by how unlikely so many meetings were by chance, the least likely first: given both sides' habits ({@link coincide}), or
 * given how many others were met there and then ({@link Crowd}), whichever explains them better. Each who could have been met was
 * one more try (Bonferroni). Pure.
 */
export function rankCompanions<Id extends string>(
  moments: readonly OwnMoment[],
  others: readonly MetOther<Id>[],
  { places, reach, metBy }: Company<Id>,
): readonly RankedCompanion<Id>[] {
  const own = moments.map((moment): TimedPlace => {
    const { validFrom, validTo } = moment;
    return { place: places.numberOf(moment), stay: [validFrom, validTo] };
  });
  const outings = toOutings(own, reach);
  const placed = moments.map((moment) => ({ place: places.placeOf(moment), time: moment.validFrom }));
  const crowd = new Crowd(placed, metBy);
  const logTries = Math.log(countToBeMet([...metBy.values()].map(({ length }) => length)));
  return others
    .map(({ other, habits }): RankedCompanion<Id> => {
      const habit = coincide(outings, places.staysNear(habits), reach);
      const busy = crowd.expect(other);
      const logChance = Math.max(habit.logChance, logPoissonTail(habit.observed, busy));
      const log = Math.min(0, logChance + logTries);
      const met = (metBy.get(other) ?? []).flatMap((index) => placed[index] ?? []);
      const times = met.map(({ time }) => time);
      return {
        ...{ other, observed: habit.observed, expected: Math.max(habit.expected, busy) },
        ...{ pValue: Math.exp(log), log10PValue: log / Math.LN10 },
        places: new Set(met.map(({ place }) => place)).size,
        firstMet: times.reduce((a, b) => Math.min(a, b), Infinity),
        lastMet: times.reduce((a, b) => Math.max(a, b), -Infinity),
      };
    })
    .filter(({ observed }) => observed >= LEAST_MET)
    .sort(
      (a, b) =>
        a.log10PValue - b.log10PValue ||
        b.observed / b.expected - a.observed / a.expected ||
        (a.other < b.other ? -1 : 1),
    );
}
