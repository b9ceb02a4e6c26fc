import { candidateSteps } from './candidates/candidate-sql.ts';
import { type Clustering, clusterPairs, type ScoredPairs } from './clustering/cluster-pairs.ts';
import type { Constraints } from './clustering/constraints.ts';
import { loadMentions } from './load.ts';
import type { EngineMention } from './mention.ts';
import type { Model } from './model.ts';
import { compareSql } from './scoring/compare-sql.ts';
import { scoreSql } from './scoring/score-sql.ts';
import type { Workspace } from './sql/workspace.ts';
import { weighTexts } from './training/frequencies.ts';
import { train } from './training/train.ts';

/** What one run over mentions of one kind gives. Mentions are numbered by their place in the input. */
export interface Resolution extends Clustering {
  readonly model: Model;
  readonly pairs: ScoredPairs;
}

/**
 * Resolves mentions of one kind from scratch: candidates, scores, clusters; with the model given, or with one that it
 * trains on them first.
 */
export async function resolveMentions(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  known?: Model,
  constraints?: Constraints,
): Promise<Resolution> {
  const model = known ?? (await train(workspace, mentions));
  const pairs = await scoreCandidates(workspace, mentions, model);
  return { model, pairs, ...clusterPairs(mentions.length, pairs, constraints) };
}

/** The candidates among mentions of one kind with their weights, ordered by left and right. */
export async function scoreCandidates(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  model: Model,
): Promise<ScoredPairs> {
  const { comparisons } = model;
  if (workspace.trainedOn !== mentions) {
    await loadMentions(workspace, comparisons, mentions);
    await weighTexts(workspace, comparisons);
    for (const { name, sql } of candidateSteps()) await workspace.run(name, sql);
    await workspace.run(
      'compare candidates',
      `CREATE OR REPLACE TABLE candidate_level AS ${compareSql(comparisons, 'candidate', 'mention')}`,
    );
  }
  const [left = [], right = [], bits = []] = await workspace.columns(
    'score candidates',
    `SELECT l, r, bits FROM (${scoreSql(model, 'candidate_level')}) ORDER BY l, r`,
  );
  return {
    left: Int32Array.from(left, Number),
    right: Int32Array.from(right, Number),
    bits: Float64Array.from(bits, Number),
  };
}
