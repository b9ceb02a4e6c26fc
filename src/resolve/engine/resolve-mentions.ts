import { candidateSteps } from './candidates/candidate-sql.ts';
import { setApart } from './candidates/known-apart.ts';
import {
  type Clustering,
  clusterPairs,
  DEFAULT_CLUSTERING,
  type ScoredPairs,
} from './clustering/cluster-pairs.ts';
import { type Constraints, NO_CONSTRAINTS } from './clustering/constraints.ts';
import { settleTies } from './clustering/settle-ties.ts';
import { type Folded, foldAlike } from './fold.ts';
import { joinClusters } from './join-clusters.ts';
import { loadMentions } from './load.ts';
import type { EngineMention } from './mention.ts';
import { MODEL_VERSION, type Model } from './model.ts';
import { compareSql } from './scoring/compare-sql.ts';
import { readPairs } from './scoring/read-pairs.ts';
import { requireVersion } from './scoring/score-pairs.ts';
import { scoreSql } from './scoring/score-sql.ts';
import type { Workspace } from './sql/workspace.ts';
import { weighTexts } from './training/frequencies.ts';
import { train } from './training/train.ts';
import { spread, standIn, unfold } from './unfold.ts';

/** What one run over mentions of one kind gives. Mentions are numbered by their place in the input. */
export interface Resolution extends Clustering {
  readonly model: Model;
  readonly pairs: ScoredPairs;
  /** Per mention the one that says the very same and was compared for it. */
  readonly standsFor: Int32Array;
}

/**
 * Resolves mentions of one kind from scratch: candidates, scores, clusters; with the model given, or with one that it
 * trains on them first.
 */
export async function resolveMentions(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  known?: Model,
  constraints: Constraints = NO_CONSTRAINTS,
): Promise<Resolution> {
  if (!mentions.some(({ attributes, point }) => attributes.length > 0 || point !== undefined)) {
    return nothingToCompare(mentions.length, known);
  }
  const folded = foldAlike(mentions);
  const model = known ?? (await train(workspace, folded.distinct));
  const scored = await scoreCandidates(workspace, folded.distinct, model);
  const ownBits = await scoreAlone(workspace, folded, model);
  const unfolded = unfold(folded, scored, ownBits, constraints, DEFAULT_CLUSTERING.sure);
  const { standsFor } = unfolded;
  const pairs = settleTies(unfolded.pairs, constraints);
  const held = standIn(constraints, standsFor);
  const alone = clusterPairs(mentions.length, pairs, held);
  const joined = await joinClusters(workspace, folded.distinct, folded.first, model, held, alone);
  return { model, pairs, standsFor, ...spread(joined, standsFor) };
}

/** Mentions that say nothing stay each by itself. */
function nothingToCompare(mentions: number, known?: Model): Resolution {
  const alone = Int32Array.from({ length: mentions }, (_, place) => place);
  const trainedOn = { mentions, candidates: 0, matches: 0 };
  return {
    model: known ?? { version: MODEL_VERSION, startBits: 0, trainedOn, comparisons: [] },
    pairs: { left: new Int32Array(), right: new Int32Array(), bits: new Float64Array() },
    clusters: alone,
    proposals: [],
    vetoed: [],
    standsFor: alone,
  };
}

/** What the distinct mentions that speak for several weigh when held to themselves: whether that is enough to be one. */
async function scoreAlone(
  workspace: Workspace,
  { spokesman, first }: Folded,
  model: Model,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Int32Array(first.length);
  for (const place of spokesman) counts[place] = (counts[place] ?? 0) + 1;
  await workspace.run('alike', 'CREATE OR REPLACE TABLE alike (l INTEGER, r INTEGER)');
  const appender = await workspace.connection.createAppender('alike');
  counts.forEach((count, place) => {
    if (count < 2) return;
    appender.appendInteger(place);
    appender.appendInteger(place);
    appender.endRow();
  });
  appender.closeSync();
  await workspace.run(
    'compare alike',
    `CREATE OR REPLACE TABLE alike_level AS ${compareSql(model.comparisons, 'alike', 'mention')}`,
  );
  const rows = await workspace.rows('score alike', `SELECT l, bits FROM (${scoreSql(model, 'alike_level')})`);
  return new Map(rows.map(([place, bits]) => [Number(place), Number(bits)]));
}

/**
 * The candidates among mentions of one kind with their weights, ordered by left and right. `onCandidates` hears how many
 * there are before any is compared.
 */
export async function scoreCandidates(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  model: Model,
  onCandidates: (count: number) => void = () => undefined,
): Promise<ScoredPairs> {
  requireVersion(model);
  const { comparisons } = model;
  if (workspace.trainedOn !== mentions) {
    await loadMentions(workspace, comparisons, mentions);
    await weighTexts(workspace, comparisons);
    for (const { name, sql } of candidateSteps()) await workspace.run(name, sql);
    await setApart(workspace, mentions);
    const counted = await workspace.rows('count candidates', 'SELECT count(*) FROM candidate');
    onCandidates(Number(counted[0]?.[0] ?? 0));
    await workspace.run(
      'compare candidates',
      `CREATE OR REPLACE TABLE candidate_level AS ${compareSql(comparisons, 'candidate', 'mention')}`,
    );
  }
  return readPairs(workspace, 'score candidates', model, 'candidate_level');
}
