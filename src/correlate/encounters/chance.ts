import type { Stay, Stays } from './stays.ts';
import { logShareTail } from './tails.ts';

/** One stay of an entity, at a place known by its number. */
export interface TimedPlace {
  readonly place: number;
  readonly stay: Stay;
}

export interface Coincidence {
  /** Moments of the one at which the other was there too. */
  readonly observed: number;
  /** How many chance would give, given when and how often each of them comes there. */
  readonly expected: number;
  /** The natural logarithm of the chance of meetings on so many outings or more, given that by chance they were only counted too. */
  readonly logChance: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Whole weeks: who comes every Monday at eight is expected there the Monday before too. */
const SHIFTS = [7, 14, 21, 28, 35].flatMap((days) => [days * DAY, -days * DAY]);
/** A count of nothing is not a chance of nothing: half a hit, as for a median of a Poisson count of zero. */
const UNSEEN = 0.5;
/** How long an outing is. */
const OUTING = 3 * HOUR;

/**
 * The outings that stays make up, in order of time: two who are on one road for an hour pass gate after gate together, and that is
 * one coincidence and no more. `reach`: as of {@link coincide}. Pure.
 */
export function toOutings(own: readonly TimedPlace[], reach: number): readonly (readonly TimedPlace[])[] {
  const outings: TimedPlace[][] = [];
  let until = -Infinity;
  for (const one of [...own].sort((a, b) => a.stay[0] - b.stay[0])) {
    const [from] = one.stay;
    if (from <= until) outings.at(-1)?.push(one);
    else {
      outings.push([one]);
      until = from + OUTING + 2 * reach;
    }
  }
  return outings;
}

/**
 * How often two coincide, and how often they would if they did not know of each other: the one's moments are shifted by whole
 * weeks, which keeps both sides' habits of place, weekday and hour and breaks what they do together (time-shifted surrogate,
 * Theiler et al. 1992). `stays`: when the other was near which places. `reach`: how far apart in milliseconds two stays are together;
 * 0 where they overlap. Only shifts that stay within the time that both are known over count. Pure.
 */
export function coincide(
  outings: readonly (readonly TimedPlace[])[],
  stays: Stays,
  reach: number,
): Coincidence {
  const known = rangeOf(outings, stays);
  const count = (shifts: readonly number[]): Count => {
    const sum = { moments: 0, hits: 0, outings: 0, outingsHit: 0 };
    for (const outing of outings)
      for (const shift of shifts) {
        const { moments, hits } = countHits(outing, shift, { stays, reach, known });
        sum.moments += moments;
        sum.hits += hits;
        if (moments > 0) sum.outings += 1;
        if (hits > 0) sum.outingsHit += 1;
      }
    return sum;
  };
  const [met, byChance] = [count([0]), count(SHIFTS)];
  return {
    observed: met.hits,
    expected:
      byChance.moments === 0 ? met.moments : ((byChance.hits + UNSEEN) / byChance.moments) * met.moments,
    logChance: logShareTail(
      met.outingsHit,
      byChance.outingsHit,
      met.outings / (met.outings + byChance.outings),
    ),
  };
}

interface Count {
  readonly moments: number;
  readonly hits: number;
  readonly outings: number;
  /** Those with a hit at least. */
  readonly outingsHit: number;
}

/** At how many moments of an outing, shifted, somebody was near, of those that are then within the time that is known. */
function countHits(
  outing: readonly TimedPlace[],
  shift: number,
  {
    stays,
    reach,
    known: [first, last],
  }: { readonly stays: Stays; readonly reach: number; readonly known: Stay },
): Pick<Count, 'moments' | 'hits'> {
  let [moments, hits] = [0, 0];
  for (const { place, stay } of outing) {
    const [from, to] = [stay[0] + shift, stay[1] + shift];
    if (from < first || from > last) continue;
    moments += 1;
    if (stays.isNear(place, from - reach, to + reach)) hits += 1;
  }
  return { moments, hits };
}

/** From the first moment that either is known to have been there to the last at which one came. */
function rangeOf(outings: readonly (readonly TimedPlace[])[], stays: Stays): Stay {
  const begins = [...outings.flat().map(({ stay: [from] }) => from), ...stays.begins];
  return [
    begins.reduce((first, begin) => Math.min(first, begin), Infinity),
    begins.reduce((last, begin) => Math.max(last, begin), -Infinity),
  ];
}
