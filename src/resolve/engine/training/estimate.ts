import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { Patterns } from './patterns.ts';

/** Probability of each level per comparison, level 0 (not comparable) unused. */
export type Probabilities = readonly Float64Array[];

/** Pairs added to every level, so that a level that was not met is rare rather than impossible. */
const SMOOTHING = 0.5;

/** Shares of the levels among `weights[pattern]` pairs of each pattern. */
export function shareLevels(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  weights: Float64Array,
): Float64Array[] {
  const sums = comparisons.map((comparison) => new Float64Array(kindOf(comparison).levels.length + 1));
  for (let row = 0; row < patterns.counts.length; row++) {
    const weight = weights[row] ?? 0;
    for (let at = 0; at < patterns.comparisons; at++) {
      const level = patterns.levels[row * patterns.comparisons + at] ?? 0;
      const sum = sums[at];
      if (sum !== undefined) sum[level] = (sum[level] ?? 0) + weight;
    }
  }
  return sums;
}

export function normalise(sums: Float64Array, smoothing = SMOOTHING): Float64Array {
  const total = sums.slice(1).reduce((sum, value) => sum + value + smoothing, 0);
  return sums.map((value, level) => (level === 0 ? 0 : (value + smoothing) / total));
}

/** As many matches as what is believed beforehand counts for: it decides where there is little to learn from. */
const BELIEVED = 10;

/** Share of the matches that are believed to agree wholly. */
const WHOLE = 0.7;

/** Before anything is known: most matches agree wholly, and the more they differ the rarer it is; or they are like strangers. */
export function startingM(comparisons: readonly Comparison[], u: Probabilities): Probabilities {
  return comparisons.map((comparison, at) => {
    const { levels, presumed } = kindOf(comparison);
    if (presumed === 'chance') return u[at] ?? fail();
    const wholes = levels.filter(({ whole }) => whole).length;
    const believed = levels.map(({ whole }, level) => (whole ? WHOLE / wholes : 1 / (level + 1)));
    const others = levels.reduce((sum, { whole }, level) => sum + (whole ? 0 : (believed[level] ?? 0)), 0);
    return Float64Array.from([
      0,
      ...levels.map(({ whole }, level) => (believed[level] ?? 0) * (whole ? 1 : (1 - WHOLE) / others)),
    ]);
  });
}

/**
 * Shares of the levels among matches, held to what is believed beforehand where few were met; where people have relatives, also to
 * how often one person is at most believed to differ from herself: relatives do so all the time, and would be learned as one.
 */
export function normaliseMatches(
  sums: Float64Array,
  comparison: Comparison,
  strangers: Float64Array,
  hasRelatives: boolean,
): Float64Array {
  const [believed = strangers] = startingM([comparison], [strangers]);
  const matches = sums.slice(1).reduce((sum, value) => sum + value, 0) + BELIEVED;
  const shares = normalise(
    sums.map((sum, level) => {
      const share = believed[level] ?? 0;
      // A level that matches were not seen at, and could not be expected to be by chance, is as rare among them as ever.
      const least = believed === strangers ? Math.min(1, matches * share) : 0;
      return sum + Math.max(BELIEVED * share, least);
    }),
    0,
  );
  return hasRelatives ? limit(shares, comparison) : shares;
}

/** No level above what is believed of it at most; the others have the rest. */
function limit(shares: Float64Array, comparison: Comparison): Float64Array {
  const { levels } = kindOf(comparison);
  const mostOf = (level: number): number => levels[level - 1]?.most ?? Number.POSITIVE_INFINITY;
  const held = new Set<number>();
  let limited = shares;
  // What one level gives up may lift another above its own limit.
  for (;;) {
    const above = [...limited.keys()].filter(
      (level) => !held.has(level) && (limited[level] ?? 0) > mostOf(level),
    );
    if (above.length === 0) return limited;
    for (const level of above) held.add(level);
    const taken = [...held].reduce((sum, level) => sum + mostOf(level), 0);
    const free = shares.reduce((sum, share, level) => sum + (held.has(level) ? 0 : share), 0);
    limited = shares.map((share, level) => (held.has(level) ? mostOf(level) : (share * (1 - taken)) / free));
  }
}

/** Below so many pairs in all, what is believed beforehand counts for up to a hundred pairs of strangers. */
const FEW_PAIRS = 10_000;

/** Shares of the levels among strangers; where there are hardly any pairs, most strangers are believed to differ. */
export function normaliseStrangers(sums: Float64Array, pairs: number): Float64Array {
  const believed = 100 * Math.max(0, 1 - pairs / FEW_PAIRS);
  const last = sums.length - 1;
  const rest = 0.1 / Math.max(1, last - 1);
  return normalise(
    sums.map((sum, level) => (level === 0 ? 0 : sum + believed * (level === last ? 0.9 : rest))),
  );
}

/** Natural logarithm of m/u per comparison and level. */
export function logRatios(m: Probabilities, u: Probabilities): readonly Float64Array[] {
  return m.map((shares, at) =>
    shares.map((share, level) => (level === 0 ? 0 : Math.log(share / (u[at]?.[level] ?? 1)))),
  );
}

export function fail(): never {
  throw new Error('There is no such comparison');
}
