import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { fail, normaliseMatches, type Probabilities } from './estimate.ts';
import { LABEL, labelPairs, type TrainingPairs } from './labelled-pairs.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
import { limitPairs } from './pair-limits.ts';
import type { RelativesBits } from './relatives.ts';

/** What a pair's weight is made of, in bits. Level 0 is not comparable. */
export interface Weights {
  readonly m: Probabilities;
  /** Log2 of the odds before anything is compared. */
  readonly start: number;
  /** Per comparison and level. */
  readonly levels: readonly Float64Array[];
  /** Information that matching pairs at the level share on average. */
  readonly expected: readonly Float64Array[];
  /** Per comparison what a bit of shared information above the expected counts. */
  readonly slopes: readonly number[];
  /** What tells one person from relatives; null: hardly anybody has any here. */
  readonly relatives: RelativesBits | null;
}

const ROUNDS = 3;
/** Labels come from clusters that are a little surer than those that are given out: a wrong label teaches twice. */
const LABEL_STOP = -1;
const FEWEST_MATCHES = 50;
/** Holds what regression changes near what the model said, as so many pairs against it would. */
const RIDGE = 20;
/** Shared information in the regression's unit, so that the ridge weighs on it as on levels. */
const UNIT = 4;

/**
 * Repairs what independence gets wrong, without labels: clusters are labels for the pairs within them, since a pair that
 * looks unlike is of one entity when both are like a third. From such labels m is counted anew, the scale of the
 * weights is calibrated (Platt 1999), and logistic regression moves each level by what the others already said.
 */
export function refine(
  comparisons: readonly Comparison[],
  pairs: TrainingPairs,
  mentions: number,
  u: Probabilities,
  first: Weights,
): Weights {
  let weights = first;
  const limits = limitPairs(comparisons, pairs, first.relatives);
  for (let round = 0; round < ROUNDS; round++) {
    const limited = weigh(pairs, weights).map((bits, pair) => Math.min(bits, limits[pair] ?? bits));
    const labels = labelPairs(mentions, pairs, limited, LABEL_STOP);
    const matches = labels.reduce((sum, label) => sum + (label === LABEL.together ? 1 : 0), 0);
    if (matches < FEWEST_MATCHES) return weights;
    const counted = countAnew(comparisons, pairs, labels, u, first);
    const bits = weigh(pairs, counted);
    const telling = choosePairs(pairs, bits, labels, limits);
    weights = regress(pairs, labels, counted, bits, telling);
  }
  return weights;
}

/** Log2 of the odds of each pair. */
export function weigh(pairs: TrainingPairs, { start, levels, expected, slopes }: Weights): Float64Array {
  const width = pairs.comparisons;
  return Float64Array.from(pairs.left, (_, pair) => {
    let bits = start;
    for (let at = 0; at < width; at++) {
      const level = pairs.levels[pair * width + at] ?? 0;
      const shared = pairs.shared[pair * width + at] ?? 0;
      bits += levels[at]?.[level] ?? 0;
      if (shared > 0) bits += (slopes[at] ?? 0) * (shared - (expected[at]?.[level] ?? 0));
    }
    return bits;
  });
}

function countAnew(
  comparisons: readonly Comparison[],
  pairs: TrainingPairs,
  labels: Uint8Array,
  u: Probabilities,
  { start, relatives }: Weights,
): Weights {
  const width = pairs.comparisons;
  const sums = comparisons.map((comparison) => new Float64Array(kindOf(comparison).levels.length + 1));
  const shared = sums.map((sum) => new Float64Array(sum.length));
  labels.forEach((label, pair) => {
    if (label !== LABEL.together || pairs.telling[pair] === 0) return;
    for (let at = 0; at < width; at++) {
      const level = pairs.levels[pair * width + at] ?? 0;
      const [sum, bits] = [sums[at], shared[at]];
      if (sum === undefined || bits === undefined) continue;
      sum[level] = (sum[level] ?? 0) + 1;
      bits[level] = (bits[level] ?? 0) + (pairs.shared[pair * width + at] ?? 0);
    }
  });
  const m = sums.map((sum, at) =>
    normaliseMatches(sum, comparisons[at] ?? fail(), u[at] ?? fail(), relatives !== null),
  );
  return {
    m,
    start,
    levels: m.map((shares, at) =>
      shares.map((share, level) => (level === 0 ? 0 : Math.log2(share / (u[at]?.[level] ?? 1)))),
    ),
    expected: shared.map((bits, at) => bits.map((sum, level) => sum / Math.max(1, sums[at]?.[level] ?? 0))),
    slopes: comparisons.map(() => 1),
    relatives,
  };
}

interface Scale {
  readonly shift: number;
  readonly factor: number;
}

/** The line through the weights that the labels fit best. It may make the model less sure of itself, never surer. */
function calibrate(bits: Float64Array, labels: Uint8Array, { rows, weights }: Telling): Scale {
  const size = rows.length;
  const start = Float64Array.from(rows, (pair) => clip(bits[pair] ?? 0) * Math.LN2);
  const design = {
    offsets: Int32Array.from({ length: size + 1 }, (_, row) => 2 * row),
    columns: Int32Array.from({ length: 2 * size }, (_, at) => at % 2),
    values: Float32Array.from({ length: 2 * size }, (_, at) => (at % 2 === 0 ? 1 : (start[at >> 1] ?? 0))),
  };
  const chosen = Uint8Array.from(rows, (pair) => labels[pair] ?? 0);
  const [shift = 0, extra = 0] = fitLogistic(design, { start, labels: chosen, weights }, 2, 1);
  const factor = 1 + extra;
  return factor > 0 && factor <= 1 ? { shift: shift / Math.LN2, factor } : { shift: 0, factor: 1 };
}

const clip = (bits: number): number => Math.min(15, Math.max(-15, bits));

interface Telling {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

/** Of the pairs that nobody would take for one, most of all, each tells little: one in so many stands for the others. */
const ONE_IN = 8;
const HOPELESS = -7;
/** From here on two are rather one than relatives. */
const LIKELY = 0;

function choosePairs(
  { telling }: TrainingPairs,
  bits: Float64Array,
  labels: Uint8Array,
  limits: Float64Array,
): Telling {
  const rows: number[] = [];
  const weights: number[] = [];
  let passed = 0;
  bits.forEach((value, pair) => {
    if (telling[pair] === 0 || labels[pair] === LABEL.open) return;
    // That twins and relatives are two says nothing of what strangers share.
    if (labels[pair] === LABEL.apart && (limits[pair] ?? 0) < Math.min(value, LIKELY)) return;
    if (labels[pair] === LABEL.together || value >= HOPELESS) {
      rows.push(pair);
      weights.push(1);
    } else if (passed++ % ONE_IN === 0) {
      rows.push(pair);
      weights.push(ONE_IN);
    }
  });
  return { rows: Int32Array.from(rows), weights: Float32Array.from(weights) };
}

function regress(
  pairs: TrainingPairs,
  labels: Uint8Array,
  counted: Weights,
  bits: Float64Array,
  telling: Telling,
): Weights {
  const { shift, factor } = calibrate(bits, labels, telling);
  const width = pairs.comparisons;
  const places: number[] = [];
  let columns = 1;
  for (const levels of counted.levels) {
    places.push(columns);
    columns += levels.length;
  }
  const outcomes = {
    start: Float64Array.from(telling.rows, (pair) => (shift + factor * (bits[pair] ?? 0)) * Math.LN2),
    labels: Uint8Array.from(telling.rows, (pair) => labels[pair] ?? 0),
    weights: telling.weights,
  };
  const rows = toRows(pairs, telling.rows, counted, places, columns);
  const beta = fitLogistic(rows, outcomes, columns + width, RIDGE).map((value) => value / Math.LN2);
  return {
    m: counted.m,
    start: shift + factor * counted.start + (beta[0] ?? 0),
    levels: counted.levels.map((levels, at) =>
      levels.map((value, level) => factor * value + (beta[(places[at] ?? 0) + level] ?? 0)),
    ),
    expected: counted.expected,
    slopes: counted.slopes.map((slope, at) => factor * slope + (beta[columns + at] ?? 0) / UNIT),
    relatives: counted.relatives,
  };
}

/** A one for the start, one for the level of each comparison, and the shared information above the expected. */
function toRows(
  pairs: TrainingPairs,
  chosen: Int32Array,
  counted: Weights,
  places: readonly number[],
  informed: number,
): SparseRows {
  const width = pairs.comparisons;
  const offsets = new Int32Array(chosen.length + 1);
  const columns = new Int32Array(chosen.length * (1 + 2 * width));
  const values = new Float32Array(chosen.length * (1 + 2 * width));
  let next = 0;
  const add = (column: number, value: number): void => {
    columns[next] = column;
    values[next] = value;
    next += 1;
  };
  chosen.forEach((pair, row) => {
    offsets[row] = next;
    add(0, 1);
    for (let at = 0; at < width; at++) {
      const level = pairs.levels[pair * width + at] ?? 0;
      add((places[at] ?? 0) + level, 1);
      const shared = pairs.shared[pair * width + at] ?? 0;
      if (shared > 0) add(informed + at, (shared - (counted.expected[at]?.[level] ?? 0)) / UNIT);
    }
  });
  offsets[chosen.length] = next;
  return { offsets, columns, values };
}
