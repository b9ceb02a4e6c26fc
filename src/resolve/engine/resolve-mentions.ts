import { candidateSteps, capSteps } from './candidates/candidate-sql.ts';
import { type Clustering, DEFAULT_CLUSTERING, type ScoredPairs } from './clustering/cluster-pairs.ts';
import { clusterScored } from './clustering/cluster-scored.ts';
import { type Constraints, NO_CONSTRAINTS } from './clustering/constraints.ts';
import { type Folded, foldAlike } from './fold.ts';
import { joinClusters } from './join-clusters.ts';
import { loadMentions } from './load.ts';
import type { EngineMention } from './mention.ts';
import { ALL_KEYS, MODEL_VERSION, type Model, requireVersion } from './model.ts';
import { comparePairs, readPairs } from './scoring/read-pairs.ts';
import type { Workspace } from './sql/workspace.ts';
import { weighTexts } from './training/frequencies.ts';
import { train } from './training/train.ts';
import { spread, standIn, unfold } from './unfold.ts';

/** What one run over mentions of one kind gives. Mentions are numbered by their place in the input. */
export interface Resolution extends Clustering {
  readonly model: Model;
  /** As decided by: ties are settled. */
  readonly pairs: ScoredPairs;
  /** As scored. */
  readonly weights: ScoredPairs;
  /** Per mention the one that says the very same and was compared for it. */
  readonly standsFor: Int32Array;
}

/** Pairs that a run compares in a second, about. */
const PAIRS_PER_SECOND = 300_000;

/** Seconds that comparing takes, about. */
export function secondsFor(candidates: number): number {
  return candidates / PAIRS_PER_SECOND;
}

export interface ResolveOptions {
  /** Trained on the mentions themselves when left out. */
  readonly model?: Model | undefined;
  readonly constraints?: Constraints;
  /** Hears how many candidates there are before they are compared. */
  readonly onCandidates?: ((count: number) => void) | undefined;
}

/**
 * Resolves mentions of one kind from scratch: candidates, scores, clusters; with the model given, or with one that it
 * trains on them first.
 */
export async function resolveMentions(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  { model: known, constraints = NO_CONSTRAINTS, onCandidates }: ResolveOptions = {},
): Promise<Resolution> {
  if (!mentions.some(({ attributes, point }) => attributes.length > 0 || point !== undefined)) {
    return nothingToCompare(mentions.length, known);
  }
  const folded = foldAlike(mentions);
  const model = known ?? (await train(workspace, folded.distinct));
  const scored = await scoreCandidates(workspace, folded.distinct, model, onCandidates);
  const ownBits = await scoreAlone(workspace, folded, model);
  const unfolded = unfold(folded, scored, ownBits, constraints, DEFAULT_CLUSTERING.sure);
  const { standsFor } = unfolded;
  const held = standIn(constraints, standsFor);
  const { pairs, clustering } = clusterScored(mentions.length, unfolded.pairs, held, model.startBits);
  const joined = await joinClusters(
    workspace,
    folded.distinct,
    folded.first,
    model,
    held,
    unfolded.pairs,
    clustering,
  );
  return { model, pairs, weights: unfolded.pairs, standsFor, ...spread(joined, standsFor) };
}

const NO_PAIRS: ScoredPairs = { left: new Int32Array(), right: new Int32Array(), bits: new Float64Array() };

/** Mentions that say nothing stay each by itself. */
function nothingToCompare(mentions: number, known?: Model): Resolution {
  const alone = Int32Array.from({ length: mentions }, (_, place) => place);
  const trainedOn = { mentions, candidates: 0, matches: 0 };
  return {
    model: known ?? { version: MODEL_VERSION, startBits: 0, trainedOn, keys: ALL_KEYS, comparisons: [] },
    pairs: NO_PAIRS,
    weights: NO_PAIRS,
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
  const { left, bits } = await comparePairs(workspace, 'compare alike', model, 'alike');
  return new Map(Array.from(left, (place, at) => [place, bits[at] ?? 0]));
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
    await load(workspace, comparisons, mentions);
    await workspace.runAll([
      ...capSteps(workspace.families, model.keys.caps),
      ...candidateSteps({ sparing: true }),
    ]);
    onCandidates(await workspace.count('candidate'));
    return comparePairs(workspace, 'compare candidates', model, 'candidate');
  }
  onCandidates(await workspace.count('candidate'));
  return readPairs(workspace, 'score candidates', model, 'candidate_level');
}

/** Puts the mentions with the information of their texts into the workspace, unless training left them there. */
async function load(
  workspace: Workspace,
  comparisons: Model['comparisons'],
  mentions: readonly EngineMention[],
): Promise<void> {
  const { loaded } = workspace;
  const isThere =
    loaded?.mentions === mentions &&
    loaded.frequencies.length === comparisons.length &&
    comparisons.every(({ frequencies }, at) => frequencies === loaded.frequencies[at]);
  if (isThere) return;
  await loadMentions(workspace, comparisons, mentions);
  await weighTexts(workspace, comparisons);
}
