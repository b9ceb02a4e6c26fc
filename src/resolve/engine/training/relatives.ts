import type { Comparison, Level } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { fail, logRatios, type Probabilities, startingM } from './estimate.ts';
import type { Patterns } from './patterns.ts';

/**
 * The third class of pairs beside one person and strangers: two of one household, who share an address, a telephone, perhaps a
 * family name, and nothing else beyond chance. Without it what a household shares is taken for what makes a person, where
 * households are more common than doubles.
 */
export interface Mixture {
  /** Share of the pairs that are one. */
  readonly prior: number;
  /** Share of the pairs that are relatives. */
  readonly relatives: number;
  /** Per comparison how often relatives agree as one person would; of names `names` tells instead. */
  readonly shared: readonly number[];
  /** Per comparison of names where relatives stand, once it was learned. */
  readonly names: readonly (Float64Array | null)[];
}

/** How often relatives are born on one day: few are, and taking twins for one is worse than leaving one in two. */
const TWINS = 0.05;
/** How often anything else that is each one's own is noted of two. */
const CONFUSED = 0.02;
/** How often the part of the name that they share is spelled in two ways. */
const MISSPELT = 0.1;
const HALF = 0.5;
/** As many relatives as what is believed of their names beforehand counts for. */
const BELIEVED = 20;

/** Where nothing tells people apart by name, nobody is told from relatives. */
export function startMixture(
  comparisons: readonly Comparison[],
  hasRelatives: boolean,
  prior: number,
): Mixture {
  const named = comparisons.some((comparison) => kindOf(comparison).relatives === 'name');
  const shared = comparisons.map((comparison) => {
    const { relatives } = kindOf(comparison);
    if (relatives === undefined) return CONFUSED;
    return relatives === 'birth' ? TWINS : HALF;
  });
  return {
    prior,
    relatives: named && hasRelatives ? prior / 2 : 0,
    shared,
    names: comparisons.map(() => null),
  };
}

/** Shares of the levels among relatives. */
export function relativesShares(
  comparisons: readonly Comparison[],
  m: Probabilities,
  u: Probabilities,
  { shared, names }: Mixture,
): Probabilities {
  return comparisons.map((comparison, at) => {
    const [own, strangers, share] = [m[at] ?? fail(), u[at] ?? fail(), shared[at] ?? 0];
    if (kindOf(comparison).relatives === 'name') return names[at] ?? believedNames(comparison, strangers);
    return own.map((value, level) => share * value + (1 - share) * (strangers[level] ?? 0));
  });
}

/** Where relatives' names stand before it is learned: one in two relatives shares a part, the others are called as strangers are. */
function believedNames(comparison: Comparison, u: Float64Array): Float64Array {
  return familyPart(comparison, u).map((share, level) => (share + (u[level] ?? 0)) / 2);
}

/** Where the names of two stand that share a part of them. */
function familyPart(comparison: Comparison, u: Float64Array): Float64Array {
  const { levels } = kindOf(comparison);
  const weighOf = (part: Level['family'], weight: number): Float64Array => {
    const parts = u.map((share, level) => (levels[level - 1]?.family === part ? share : 0));
    const all = parts.reduce((sum, share) => sum + share, 0);
    return parts.map((share) => (all > 0 ? (weight * share) / all : 0));
  };
  const [equal, alike] = [weighOf('equal', 1 - MISSPELT), weighOf('alike', MISSPELT)];
  const both = equal.map((share, level) => share + (alike[level] ?? 0));
  const all = both.reduce((sum, share) => sum + share, 0);
  return all > 0 ? both.map((share) => share / all) : u;
}

/** Per pattern the share of its pairs that are one, and that are relatives. */
export interface Posteriors {
  readonly one: Float64Array;
  readonly relatives: Float64Array;
}

/** Of the patterns in `rows`, all of them where left out, by all comparisons but one. */
export function findPosteriors(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  [m, u]: readonly [Probabilities, Probabilities],
  mixture: Mixture,
  { rows, without = -1 }: { readonly rows?: readonly number[]; readonly without?: number } = {},
): Posteriors {
  const width = patterns.comparisons;
  const ratios = logRatios(m, u);
  const kin = logRatios(relativesShares(comparisons, m, u, mixture), u);
  const rest = Math.max(1e-12, 1 - mixture.prior - mixture.relatives);
  const [startOne, startKin] = [Math.log(mixture.prior / rest), Math.log(mixture.relatives / rest)];
  const one = new Float64Array(patterns.counts.length);
  const relatives = new Float64Array(patterns.counts.length);
  const reckon = (row: number): void => {
    let [logOne, logKin] = [startOne, startKin];
    for (let at = 0; at < width; at++) {
      if (at === without) continue;
      const level = patterns.levels[row * width + at] ?? 0;
      logOne += ratios[at]?.[level] ?? 0;
      logKin += kin[at]?.[level] ?? 0;
    }
    const top = Math.max(0, logOne, logKin);
    const [isOne, isKin] = [Math.exp(logOne - top), Math.exp(logKin - top)];
    const sum = Math.exp(-top) + isOne + isKin;
    one[row] = isOne / sum;
    relatives[row] = isKin / sum;
  };
  if (rows === undefined) for (let row = 0; row < one.length; row++) reckon(row);
  else for (const row of rows) reckon(row);
  return { one, relatives };
}

/** What relatives share, counted anew among the pairs that are relatives. `weights` are per pattern. */
export function countShared(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  [m, u]: readonly [Probabilities, Probabilities],
  mixture: Mixture,
  weights: Float64Array,
): Pick<Mixture, 'shared' | 'names'> {
  const names = comparisons.map((comparison, at) =>
    kindOf(comparison).relatives === 'name' && mixture.relatives > 0
      ? countNames(comparison, patterns, at, u[at] ?? fail(), weights)
      : null,
  );
  return { shared: countParts(comparisons, patterns, [m, u], mixture, weights), names };
}

/**
 * Where relatives' names stand: of the levels that speak against one person as was counted, since families differ in what they
 * share (a surname, two, a character of the given name), of the others as was believed.
 */
function countNames(
  comparison: Comparison,
  patterns: Patterns,
  at: number,
  u: Float64Array,
  weights: Float64Array,
): Float64Array {
  const { levels } = kindOf(comparison);
  const believed = believedNames(comparison, u);
  const speaks = believed.map((_, level) => (levels[level - 1]?.most === undefined ? 0 : 1));
  const open = believed.reduce((sum, share, level) => sum + share * (speaks[level] ?? 0), 0);
  const counts = believed.map((share, level) => (BELIEVED * share * (speaks[level] ?? 0)) / open);
  let all = BELIEVED;
  weights.forEach((weight, row) => {
    const level = patterns.levels[row * patterns.comparisons + at] ?? 0;
    if (speaks[level] !== 1) return;
    counts[level] = (counts[level] ?? 0) + weight;
    all += weight;
  });
  return believed.map((share, level) => (speaks[level] === 1 ? (open * (counts[level] ?? 0)) / all : share));
}

function countParts(
  comparisons: readonly Comparison[],
  patterns: Patterns,
  [m, u]: readonly [Probabilities, Probabilities],
  mixture: Mixture,
  weights: Float64Array,
): readonly number[] {
  const width = patterns.comparisons;
  return comparisons.map((comparison, at) => {
    const known = mixture.shared[at] ?? 0;
    const { relatives } = kindOf(comparison);
    if (relatives !== 'shared') return known;
    const own = m[at] ?? fail();
    const because = own.map((value, level) => {
      const both = known * value + (1 - known) * (u[at]?.[level] ?? 0);
      return both > 0 ? (known * value) / both : 0;
    });
    let [shared, all] = [HALF, 1];
    weights.forEach((weight, row) => {
      const level = patterns.levels[row * width + at] ?? 0;
      if (weight === 0 || level === 0) return;
      all += weight;
      shared += weight * (because[level] ?? 0);
    });
    return shared / all;
  });
}

/** What tells one person from relatives, in bits: where to start, and per comparison and level. */
export interface RelativesBits {
  readonly start: number;
  readonly levels: readonly Float64Array[];
}

/** Fewer of them to one pair of one person are chance. */
const RARE = 0.002;

export const areRare = ({ prior, relatives }: Mixture): boolean => relatives < RARE * prior;

/**
 * Mentions that say the very same are compared once, so that where little is stated hardly any pair with equal names is left to
 * learn from: of names that are wholly equal no less is believed than before anything was known.
 */
function withEqual(comparisons: readonly Comparison[], m: Probabilities, u: Probabilities): Probabilities {
  const believed = startingM(comparisons, u);
  return m.map((shares, at) => {
    const { relatives, levels } = kindOf(comparisons[at] ?? fail());
    if (relatives !== 'name') return shares;
    return shares.map((share, level) =>
      levels[level - 1]?.whole === true ? Math.max(share, believed[at]?.[level] ?? 0) : share,
    );
  });
}

/** null: there are hardly any. */
export function relativesBits(
  comparisons: readonly Comparison[],
  m: Probabilities,
  u: Probabilities,
  mixture: Mixture,
): RelativesBits | null {
  if (areRare(mixture)) return null;
  const shares = relativesShares(comparisons, m, u, mixture);
  return {
    start: Math.log2(mixture.prior / mixture.relatives),
    levels: logRatios(withEqual(comparisons, m, u), shares).map((ratios) =>
      ratios.map((ratio) => ratio / Math.LN2),
    ),
  };
}
