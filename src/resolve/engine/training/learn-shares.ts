import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { fail, normaliseMatches, type Probabilities, startingM } from './estimate.ts';
import type { Patterns } from './patterns.ts';
import { areRare, countShared, findPosteriors, type Mixture, startMixture } from './relatives.ts';
import { runSession } from './session.ts';

/** What is learned from. */
export interface Ground {
  readonly candidates: Patterns;
  readonly random: Patterns;
  readonly mentions: number;
  /** Whether they are people, who may have relatives among each other. */
  readonly arePeople: boolean;
  /** All pairs that there are. */
  readonly pairs: number;
  /** u, of the random pairs that are two: their counts by pattern. */
  chanceOf(strangers: Float64Array): Probabilities;
}

export interface Learned {
  readonly m: Probabilities;
  readonly u: Probabilities;
  readonly mixture: Mixture;
}

/** A whole value that more random pairs share (a sex, a trade) tells nobody apart: no session starts from it. */
const COMMON = 0.01;
const ROUNDS = 3;

/** m by sessions over the candidates, u from random pairs, and how common one person and relatives are; without relatives where hardly any were found. */
export function learnShares(comparisons: readonly Comparison[], ground: Ground): Learned {
  if (!ground.arePeople) return learn(comparisons, ground, false);
  const found = learn(comparisons, ground, true);
  if (!areRare(found.mixture)) return found;
  const plain = learn(comparisons, ground, false);
  return contradictsItself(comparisons, plain.m) ? found : plain;
}

/** Above what is believed at most by so much, what was learned of one person is of a class, a team or a house. */
const SLACK = 3;

function contradictsItself(comparisons: readonly Comparison[], m: Probabilities): boolean {
  return comparisons.some((comparison, at) =>
    kindOf(comparison).levels.some(
      ({ most }, level) => most !== undefined && (m[at]?.[level + 1] ?? 0) > SLACK * most,
    ),
  );
}

function learn(comparisons: readonly Comparison[], ground: Ground, relatives: boolean): Learned {
  const { candidates, random, mentions, pairs } = ground;
  let u = ground.chanceOf(random.counts);
  let m: Probabilities = startingM(comparisons, u);
  let mixture = startMixture(comparisons, relatives, 1 / mentions);
  for (let round = 0; round < ROUNDS; round++) {
    m = runSessions(comparisons, candidates, u, startMixture(comparisons, relatives, 0.3));
    mixture = estimateMixture(comparisons, candidates, [m, u], pairs, mixture);
    // Random pairs hold a few matches; taken out, the rare levels of the unmatched are no longer overestimated.
    const { one } = findPosteriors(comparisons, random, [m, u], mixture);
    u = ground.chanceOf(one.map((p, row) => (1 - p) * (random.counts[row] ?? 0)));
  }
  return { m, u, mixture: estimateMixture(comparisons, candidates, [m, u], pairs, mixture) };
}

function runSessions(
  comparisons: readonly Comparison[],
  candidates: Patterns,
  u: Probabilities,
  mixture: Mixture,
): Probabilities {
  const sums = comparisons.map((comparison) => new Float64Array(kindOf(comparison).levels.length + 1));
  const start = { m: startingM(comparisons, u), mixture };
  for (const without of listSessions(comparisons, u)) {
    const session = runSession(comparisons, candidates, u, without, start);
    session?.sums.forEach((sum, at) => {
      sum.forEach((value, level) => {
        const into = sums[at];
        if (into !== undefined) into[level] = (into[level] ?? 0) + value;
      });
    });
  }
  return sums.map((sum, at) =>
    normaliseMatches(sum, comparisons[at] ?? fail(), u[at] ?? fail(), mixture.relatives > 0),
  );
}

/** The comparisons that a session may start from; all of them where no whole value tells anybody apart. */
function listSessions(comparisons: readonly Comparison[], u: Probabilities): readonly number[] {
  const all = [...comparisons.keys()];
  const telling = all.filter((at) => {
    const levels = kindOf(comparisons[at] ?? fail()).levels;
    return (
      levels.some(({ whole }) => whole) &&
      levels.reduce((sum, { whole }, level) => sum + (whole ? (u[at]?.[level + 1] ?? 0) : 0), 0) <= COMMON
    );
  });
  return telling.length === 0 ? all : telling;
}

/** How common one person and relatives are among all pairs: what the scores themselves add up to. */
function estimateMixture(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  shares: readonly [Probabilities, Probabilities],
  pairs: number,
  start: Mixture,
): Mixture {
  let mixture = start;
  for (let round = 0; round < 50; round++) {
    const found = findPosteriors(comparisons, patterns, shares, mixture);
    const kin = found.relatives.map((p, row) => p * (patterns.counts[row] ?? 0));
    const matches = found.one.reduce((sum, p, row) => sum + p * (patterns.counts[row] ?? 0), 0);
    const relatives = kin.reduce((sum, weight) => sum + weight, 0);
    const shareOf = (count: number): number => Math.min(0.5, Math.max(0.5, count) / Math.max(1, pairs));
    mixture = {
      prior: shareOf(matches),
      relatives: mixture.relatives === 0 ? 0 : Math.min(0.4, Math.max(0.01, relatives) / Math.max(1, pairs)),
      ...countShared(comparisons, patterns, shares, mixture, kin),
    };
  }
  return mixture;
}
