import { candidateSteps, capSteps, SPARED } from '../candidates/candidate-sql.ts';
import { chooseKeys } from '../candidates/choose-keys.ts';
import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf, planComparisons } from '../comparisons/plan.ts';
import { loadMentions } from '../load.ts';
import type { EngineMention } from '../mention.ts';
import { ALL_KEYS, MODEL_VERSION, type Model, type WeighedComparison } from '../model.ts';
import { compareSql } from '../scoring/compare-sql.ts';
import { scoreSql } from '../scoring/score-sql.ts';
import { dialect } from '../sql/dialect.ts';
import type { Workspace } from '../sql/workspace.ts';
import {
  fail,
  logRatios,
  normaliseMatches,
  normaliseStrangers,
  type Probabilities,
  runSession,
  shareLevels,
  startingM,
} from './estimate.ts';
import { countFrequencies, shareOfCommon, weighTexts } from './frequencies.ts';
import { countKnownChances, withKnownChances } from './known-chances.ts';
import { readTrainingPairs } from './labelled-pairs.ts';
import { countPatterns, type Patterns } from './patterns.ts';
import { refine, type Weights } from './refine.ts';
import { drawSample, listKin } from './sample.ts';

/** A whole value that more random pairs share (a sex, a trade) tells nobody apart: no session starts from it. */
const COMMON = 0.01;
const RANDOM_PAIRS = 500_000;

/**
 * Learns a model from mentions of one kind, without labels: u from random pairs, m by sessions of expectation
 * maximisation over the candidates. The same mentions in the same order give the same model to the bit.
 */
export async function train(workspace: Workspace, known: readonly EngineMention[]): Promise<Model> {
  const comparisons = planComparisons(known);
  const mentions = known.length;
  await loadMentions(workspace, comparisons, known);
  const frequencies = await countFrequencies(workspace, comparisons);
  const weighed = comparisons.map((comparison, at) => ({
    ...comparison,
    frequencies: frequencies[at] ?? {},
  }));
  await weighTexts(workspace, weighed);
  workspace.loaded = { mentions: known, frequencies: weighed.map((one) => one.frequencies) };
  const { seeds, scale } = await drawSample(workspace, mentions);
  await workspace.runAll([
    ...capSteps(workspace.families, {}),
    ...candidateSteps(seeds === undefined ? {} : { seeds }),
  ]);
  await workspace.run(
    'compare candidates',
    `CREATE OR REPLACE TABLE candidate_level AS ${compareSql(weighed, 'candidate', 'mention')}`,
  );
  workspace.trainedOn = seeds === undefined ? known : null;
  await workspace.run('random pairs', randomPairsSql(mentions));
  await workspace.run(
    'compare random pairs',
    `CREATE OR REPLACE TABLE random_level AS ${compareSql(weighed, 'random_pair', 'mention')}`,
  );
  const random = await countPatterns(workspace, comparisons, 'random_level');
  const candidates = await countPatterns(workspace, comparisons, 'candidate_level', scale);
  const pairs = (mentions * (mentions - 1)) / 2;
  const apart = await countKnownChances(workspace, weighed, scale);

  let u = withKnownChances(chances(weighed, shareLevels(comparisons, random, random.counts), pairs), apart);
  let m: Probabilities = startingM(comparisons, u);
  let prior = 1 / mentions;
  for (let round = 0; round < 3; round++) {
    const sums = comparisons.map((c) => new Float64Array(kindOf(c).levels.length + 1));
    for (const without of listSessions(comparisons, u)) {
      const session = runSession(comparisons, candidates, u, without, startingM(comparisons, u));
      session?.sums.forEach((sum, at) => {
        sum.forEach((value, level) => {
          const into = sums[at];
          if (into !== undefined) into[level] = (into[level] ?? 0) + value;
        });
      });
    }
    m = sums.map((sum, at) => normaliseMatches(sum, comparisons[at] ?? fail(), u[at] ?? fail()));
    prior = estimatePrior(candidates, m, u, pairs, prior);
    // Random pairs hold a few matches; taken out, the rare levels of the unmatched are no longer overestimated.
    const weights = posteriors(random, m, u, prior).map((p, row) => (1 - p) * (random.counts[row] ?? 0));
    u = withKnownChances(chances(weighed, shareLevels(comparisons, random, weights), pairs), apart);
  }
  prior = estimatePrior(candidates, m, u, pairs, prior);
  const first = firstWeights(candidates, m, u, prior);
  const trainedOn = {
    mentions,
    candidates: Math.round((await countCompared(workspace)) * scale),
    matches: Math.round(prior * pairs),
  };
  const scored = scoreSql(toModel(weighed, first, u, trainedOn), 'candidate_level');
  const tables = ['candidate_level'];
  if (seeds !== undefined) {
    await listKin(workspace, scored);
    await workspace.run(
      'compare kin',
      `CREATE OR REPLACE TABLE kin_level AS ${compareSql(weighed, 'kin', 'mention')}`,
    );
    tables.push('kin_level');
  }
  const labelled = await readTrainingPairs(workspace, comparisons, mentions, tables, scored);
  const model = toModel(weighed, refine(comparisons, labelled, mentions, u, first), u, trainedOn);
  if (seeds === undefined) return model;
  const budget = { mentions, seeds, scale, scored: scoreSql(model, 'candidate_level') };
  const keys = await chooseKeys(workspace, budget);
  return { ...model, keys, trainedOn: { ...trainedOn, candidates: Math.round(keys.perMention * mentions) } };
}

/** How many of the candidates a run compares: training looks at more, of which a run spares those that cannot be one. */
async function countCompared(workspace: Workspace): Promise<number> {
  await workspace.run(
    'candidates of a run',
    `CREATE OR REPLACE VIEW compared AS SELECT pair.l, pair.r FROM candidate AS pair LEFT JOIN bearer AS l ON l.i = pair.l LEFT JOIN bearer AS r ON r.i = pair.r WHERE NOT coalesce(${SPARED}, false)`,
  );
  return workspace.count('compared');
}

function firstWeights(candidates: Patterns, m: Probabilities, u: Probabilities, prior: number): Weights {
  const p = posteriors(candidates, m, u, prior);
  return {
    m,
    start: Math.log2(prior / (1 - prior)),
    levels: logRatios(m, u).map((ratios) => ratios.map((ratio) => ratio / Math.LN2)),
    expected: m.map((shares, at) =>
      shares.map((_, level) => (level === 0 ? 0 : expectedBits(candidates, p, at, level))),
    ),
    slopes: m.map(() => 1),
  };
}

function toModel(
  comparisons: readonly WeighedComparison[],
  weights: Weights,
  u: Probabilities,
  trainedOn: Model['trainedOn'],
): Model {
  return {
    version: MODEL_VERSION,
    startBits: round(weights.start),
    trainedOn,
    keys: ALL_KEYS,
    comparisons: comparisons.map((comparison, at) => ({
      ...comparison,
      unknownBits: round(weights.levels[at]?.[0] ?? 0),
      slope: round(weights.slopes[at] ?? 0),
      levels: kindOf(comparison).levels.map(({ label }, index) => ({
        label,
        m: round(weights.m[at]?.[index + 1] ?? 0, 9),
        u: round(u[at]?.[index + 1] ?? 0, 9),
        bits: round(weights.levels[at]?.[index + 1] ?? 0),
        expectedBits: round(weights.expected[at]?.[index + 1] ?? 0),
      })),
    })),
  };
}

/** Few enough decimals that they read the same everywhere, more than enough for any decision. */
const round = (value: number, decimals = 4): number => Number(value.toFixed(decimals));

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

function chances(
  comparisons: readonly WeighedComparison[],
  sums: readonly Float64Array[],
  pairs: number,
): Probabilities {
  return sums.map((sum, at) => {
    const u = normaliseStrangers(sum, pairs);
    const comparison = comparisons[at];
    if (comparison !== undefined) kindOf(comparison).chance?.(u, shareOfCommon(comparison));
    return u;
  });
}

function randomPairsSql(mentions: number): string {
  const all = (mentions * (mentions - 1)) / 2;
  const draw = (number: string): string => dialect.integer(`${dialect.hash(number)} % ${mentions}`);
  if (all <= RANDOM_PAIRS) {
    return `CREATE OR REPLACE TABLE random_pair AS SELECT l.i AS l, r.i AS r FROM mention AS l JOIN mention AS r ON l.i < r.i`;
  }
  return `CREATE OR REPLACE TABLE random_pair AS SELECT DISTINCT least(a, b) AS l, greatest(a, b) AS r FROM (SELECT ${draw('x * 2')} AS a, ${draw('x * 2 + 1')} AS b FROM ${dialect.numbers(RANDOM_PAIRS)}) AS drawn WHERE a <> b`;
}

function posteriors(patterns: Patterns, m: Probabilities, u: Probabilities, prior: number): Float64Array {
  const ratios = logRatios(m, u);
  const width = patterns.comparisons;
  return patterns.counts.map((_, row) => {
    let log = Math.log(prior / (1 - prior));
    for (let at = 0; at < width; at++) log += ratios[at]?.[patterns.levels[row * width + at] ?? 0] ?? 0;
    return 1 / (1 + Math.exp(-log));
  });
}

/** The prior that the scores themselves add up to. */
function estimatePrior(
  patterns: Patterns,
  m: Probabilities,
  u: Probabilities,
  pairs: number,
  start: number,
): number {
  let prior = start;
  for (let round = 0; round < 50; round++) {
    const matches = posteriors(patterns, m, u, prior).reduce(
      (sum, p, row) => sum + p * (patterns.counts[row] ?? 0),
      0,
    );
    prior = Math.min(0.5, Math.max(0.5, matches) / Math.max(1, pairs));
  }
  return prior;
}

function expectedBits(patterns: Patterns, p: Float64Array, at: number, level: number): number {
  let weight = 0;
  let bits = 0;
  for (let row = 0; row < patterns.counts.length; row++) {
    if (patterns.levels[row * patterns.comparisons + at] !== level) continue;
    weight += (p[row] ?? 0) * (patterns.counts[row] ?? 0);
    bits += (p[row] ?? 0) * (patterns.shared[row * patterns.comparisons + at] ?? 0);
  }
  return weight > 0 ? bits / weight / 16 : 0;
}
