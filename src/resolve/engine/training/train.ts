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
import { logRatios, normaliseStrangers, type Probabilities, shareLevels } from './estimate.ts';
import { countFrequencies, shareOfCommon, weighTexts } from './frequencies.ts';
import { countKnownChances, withKnownChances } from './known-chances.ts';
import { readTrainingPairs } from './labelled-pairs.ts';
import { learnShares } from './learn-shares.ts';
import { countPatterns, type Patterns } from './patterns.ts';
import { refine, type Weights } from './refine.ts';
import { findPosteriors, type Mixture, relativesBits } from './relatives.ts';
import { drawSample, listKin } from './sample.ts';

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

  const { m, u, mixture } = learnShares(comparisons, {
    ...{ candidates, random, mentions, pairs, arePeople: known[0]?.kind === 'Person' },
    chanceOf: (strangers) =>
      withKnownChances(chances(weighed, shareLevels(comparisons, random, strangers), pairs), apart),
  });
  const first = firstWeights(comparisons, candidates, [m, u], mixture);
  const trainedOn = {
    mentions,
    candidates: Math.round((await countCompared(workspace)) * scale),
    matches: Math.round(mixture.prior * pairs),
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

function firstWeights(
  comparisons: readonly Comparison[],
  candidates: Patterns,
  [m, u]: readonly [Probabilities, Probabilities],
  mixture: Mixture,
): Weights {
  const { one } = findPosteriors(comparisons, candidates, [m, u], mixture);
  return {
    m,
    start: Math.log2(mixture.prior / (1 - mixture.prior)),
    levels: logRatios(m, u).map((ratios) => ratios.map((ratio) => ratio / Math.LN2)),
    expected: m.map((shares, at) =>
      shares.map((_, level) => (level === 0 ? 0 : expectedBits(candidates, one, at, level))),
    ),
    slopes: m.map(() => 1),
    relatives: relativesBits(comparisons, m, u, mixture),
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
    relatives:
      weights.relatives === null
        ? null
        : {
            startBits: round(weights.relatives.start),
            levels: weights.relatives.levels.map((levels) => [...levels.slice(1)].map((bits) => round(bits))),
          },
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
