import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { fail, normaliseMatches, type Probabilities, shareLevels } from './estimate.ts';
import type { Patterns } from './patterns.ts';
import { countShared, findPosteriors, type Mixture } from './relatives.ts';

const ROUNDS = 30;

export interface Session {
  /** Expected matches per comparison and level. */
  readonly sums: readonly Float64Array[];
  readonly matches: number;
}

/**
 * Expectation maximisation (Dempster et al. 1977) for two classes of pairs with u held fixed (Winkler 1988), over the
 * pairs that share a whole value of the comparison `without`, which is itself left out.
 */
export function runSession(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  u: Probabilities,
  without: number,
  start: { readonly m: Probabilities; readonly mixture: Mixture },
): Session | null {
  const width = patterns.comparisons;
  const whole = new Set(
    kindOf(comparisons[without] ?? fail()).levels.flatMap((level, at) => (level.whole ? [at + 1] : [])),
  );
  const rows: number[] = [];
  let total = 0;
  for (let row = 0; row < patterns.counts.length; row++) {
    if (!whole.has(patterns.levels[row * width + without] ?? 0)) continue;
    rows.push(row);
    total += patterns.counts[row] ?? 0;
  }
  if (total < 20) return null;
  let { m, mixture } = start;
  let sums: Float64Array[] = [];
  let matches = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const found = findPosteriors(comparisons, patterns, [m, u], mixture, { rows, without });
    const weights = found.one.map((p, row) => p * (patterns.counts[row] ?? 0));
    const kin = found.relatives.map((p, row) => p * (patterns.counts[row] ?? 0));
    matches = sumOf(weights);
    const parts = countShared(comparisons, patterns, [m, u], mixture, kin);
    sums = shareLevels(comparisons, patterns, weights);
    m = sums.map((sum, at) =>
      normaliseMatches(sum, comparisons[at] ?? fail(), u[at] ?? fail(), mixture.relatives > 0),
    );
    const prior = Math.min(0.999, Math.max(1e-6, matches / total));
    const relatives =
      mixture.relatives === 0 ? 0 : Math.min(0.999 - prior + 1e-6, Math.max(1e-6, sumOf(kin) / total));
    mixture = { prior, relatives, ...parts };
  }
  return { sums: sums.map((sum, at) => (at === without ? new Float64Array(sum.length) : sum)), matches };
}

const sumOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);
