/** From when to when somebody was somewhere, as far as is known, in milliseconds since 1970; both ends are alike at a moment. */
export type Stay = readonly [from: number, to: number];

/** Stays at one place in order of their begins, and how long the longest of them lasts. */
export interface Stays {
  readonly inOrder: readonly Stay[];
  readonly longest: number;
}

export function toStays(stays: readonly Stay[]): Stays {
  return {
    inOrder: [...stays].sort(([a], [b]) => a - b),
    longest: stays.reduce((longest, [from, to]) => Math.max(longest, to - from), 0),
  };
}

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
}

const DAY = 86_400_000;
/** Whole weeks: who comes every Monday at eight is expected there the Monday before too. */
const SHIFTS = [7, 14, 21, 28, 35].flatMap((days) => [days * DAY, -days * DAY]);
/** A count of nothing is not a chance of nothing: half a hit, as for a median of a Poisson count of zero. */
const UNSEEN = 0.5;
const NOWHERE: Stays = { inOrder: [], longest: 0 };
/** A term whose logarithm is so much smaller adds nothing that a number could hold. */
const NEGLIGIBLE = 37;

/**
 * How often two coincide, and how often they would if they did not know of each other: the one's moments are shifted by whole
 * weeks, which keeps both sides' habits of place, weekday and hour and breaks what they do together (time-shifted surrogate,
 * Theiler et al. 1992). `stays`: when the other was near each place. `reach`: how far apart in milliseconds two stays are together;
 * 0 where they overlap. Only shifts that stay within the time that both are known over count. Pure.
 */
export function coincide(
  own: readonly TimedPlace[],
  stays: ReadonlyMap<number, Stays>,
  reach: number,
): Coincidence {
  const [first, last] = rangeOf(own, stays);
  let [observed, hits, tried] = [0, 0, 0];
  for (const { place, stay } of own) {
    const there = stays.get(place) ?? NOWHERE;
    const [from, to] = stay;
    if (isNear(there, from - reach, to + reach)) observed += 1;
    for (const shift of SHIFTS) {
      const moved = from + shift;
      if (moved < first || moved > last) continue;
      tried += 1;
      if (isNear(there, moved - reach, to + shift + reach)) hits += 1;
    }
  }
  return { observed, expected: tried === 0 ? own.length : ((hits + UNSEEN) / tried) * own.length };
}

/** The chance of at least `observed` where `expected` are to be expected: the upper tail of a Poisson count. 0 where it is below 1e-308. */
export function poissonTail(observed: number, expected: number): number {
  return Math.exp(logPoissonTail(observed, expected));
}

/** The natural logarithm of the same, which stays a number however small the chance is. */
export function logPoissonTail(observed: number, expected: number): number {
  if (observed <= 0) return 0;
  let logTerm = -expected + observed * Math.log(expected) - logFactorial(observed);
  let logSum = logTerm;
  for (let count = observed; count <= expected || logTerm > logSum - NEGLIGIBLE; count++) {
    logTerm += Math.log(expected) - Math.log(count + 1);
    logSum += Math.log1p(Math.exp(logTerm - logSum));
  }
  return Math.min(0, logSum);
}

function logFactorial(count: number): number {
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
  return sum;
}

/** From the first moment that either is known to have been there to the last at which one came. */
function rangeOf(own: readonly TimedPlace[], stays: ReadonlyMap<number, Stays>): Stay {
  let [first, last] = [Infinity, -Infinity];
  for (const { stay } of own) [first, last] = [Math.min(first, stay[0]), Math.max(last, stay[0])];
  for (const { inOrder } of stays.values()) {
    const [begin, end] = [inOrder[0], inOrder.at(-1)];
    if (begin !== undefined) first = Math.min(first, begin[0]);
    if (end !== undefined) last = Math.max(last, end[0]);
  }
  return [first, last];
}

/** Whether one of some stays has begun by `until` and has not ended before `since`. */
function isNear({ inOrder, longest }: Stays, since: number, until: number): boolean {
  // What began earlier had ended.
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.[0] ?? 0) < since - longest) low = middle + 1;
    else high = middle;
  }
  for (let next = low; next < inOrder.length; next++) {
    const [from, to] = inOrder[next] ?? [Infinity, Infinity];
    if (from > until) return false;
    if (to >= since) return true;
  }
  return false;
}
