/** One moment of an entity, at a place known by its number. */
export interface TimedPlace {
  readonly place: number;
  readonly time: number;
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
/** A term whose logarithm is so much smaller adds nothing that a number could hold. */
const NEGLIGIBLE = 37;

/**
 * How often two coincide, and how often they would if they did not know of each other: the one's moments are shifted by whole
 * weeks, which keeps both sides' habits of place, weekday and hour and breaks what they do together (time-shifted surrogate,
 * Theiler et al. 1992). `times`: when the other was near each place, ascending, in milliseconds. Only shifts that stay
 * within the time that both are known over count. Pure.
 */
export function coincide(
  own: readonly TimedPlace[],
  times: ReadonlyMap<number, readonly number[]>,
  reach: number,
): Coincidence {
  const [first, last] = rangeOf(own, times);
  let [observed, hits, tried] = [0, 0, 0];
  for (const { place, time } of own) {
    const there = times.get(place) ?? [];
    if (isNear(there, time, reach)) observed += 1;
    for (const shift of SHIFTS) {
      const moved = time + shift;
      if (moved < first || moved > last) continue;
      tried += 1;
      if (isNear(there, moved, reach)) hits += 1;
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

/** From the first moment that either is known to have been there to the last. */
function rangeOf(
  own: readonly TimedPlace[],
  times: ReadonlyMap<number, readonly number[]>,
): readonly [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const { time } of own) [first, last] = [Math.min(first, time), Math.max(last, time)];
  for (const there of times.values()) {
    const [begin, end] = [there[0], there.at(-1)];
    if (begin !== undefined) first = Math.min(first, begin);
    if (end !== undefined) last = Math.max(last, end);
  }
  return [first, last];
}

/** Whether one of some ascending times lies within reach of a moment. */
function isNear(times: readonly number[], moment: number, reach: number): boolean {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < moment - reach) low = middle + 1;
    else high = middle;
  }
  const next = times[low];
  return next !== undefined && next <= moment + reach;
}
