import { candidateSteps, capSteps } from './candidates/candidate-sql.ts';
import { clusterFolded, type FoldedClustering } from './cluster-folded.ts';
import type { ScoredPairs } from './clustering/cluster-pairs.ts';
import { type Constraints, NO_CONSTRAINTS } from './clustering/constraints.ts';
import { foldAlike } from './fold.ts';
import { loadMentions } from './load.ts';
import type { EngineMention } from './mention.ts';
import { ALL_KEYS, MODEL_VERSION, type Model, requireVersion } from './model.ts';
import { comparePairs, readPairs } from './scoring/read-pairs.ts';
import type { Workspace } from './sql/workspace.ts';
import { weighTexts } from './training/frequencies.ts';
import { train } from './training/train.ts';

/** What one run over mentions of one kind gives. Mentions are numbered by their place in the input. */
export interface Resolution extends FoldedClustering {
  readonly model: Model;
  /** Pairs that shared a key and were compared; of mentions that say the same, one was for all of them. */
  readonly candidates: number;
}

/** Pairs that are compared in a second, and mentions whose features are read and that are clustered in one, about. */
const PAIRS_PER_SECOND = 300_000;
const MENTIONS_PER_SECOND = 7_000;

/** Seconds that resolving mentions takes in memory, about, once they are read. */
export function secondsFor(mentions: number, candidates: number): number {
  return candidates / PAIRS_PER_SECOND + mentions / MENTIONS_PER_SECOND;
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
  const clustering = await clusterFolded(folded, scored, constraints, {
    prior: model.startBits,
    weighAlone: (places) => scoreAlone(workspace, places, model),
    weighClusters: (representatives) => scoreClusters(workspace, representatives, model),
  });
  return { model, candidates: scored.left.length, ...clustering };
}

const NO_PAIRS: ScoredPairs = { left: new Int32Array(), right: new Int32Array(), bits: new Float64Array() };

/** Mentions that say nothing stay each by itself. */
function nothingToCompare(mentions: number, known?: Model): Resolution {
  const alone = Int32Array.from({ length: mentions }, (_, place) => place);
  const trainedOn = { mentions, candidates: 0, matches: 0 };
  return {
    model: known ?? {
      version: MODEL_VERSION,
      startBits: 0,
      trainedOn,
      keys: ALL_KEYS,
      relatives: null,
      comparisons: [],
    },
    candidates: 0,
    pairs: NO_PAIRS,
    weights: NO_PAIRS,
    clusters: alone,
    proposals: [],
    vetoed: [],
    standsFor: alone,
  };
}

/** What distinct mentions weigh when held to themselves: whether what they say is enough to be one. */
async function scoreAlone(
  workspace: Workspace,
  places: readonly number[],
  model: Model,
): Promise<ReadonlyMap<number, number>> {
  await workspace.run('alike', 'CREATE OR REPLACE TABLE alike (l INTEGER, r INTEGER)');
  const appender = await workspace.connection.createAppender('alike');
  for (const place of places) {
    appender.appendInteger(place);
    appender.appendInteger(place);
    appender.endRow();
  }
  appender.closeSync();
  const { left, bits } = await comparePairs(workspace, 'compare alike', model, 'alike');
  return new Map(Array.from(left, (place, at) => [place, bits[at] ?? 0]));
}

/** Pairs of mentions that speak for clusters each and were no candidates, in places among the distinct mentions. */
async function scoreClusters(
  workspace: Workspace,
  representatives: readonly number[],
  model: Model,
): Promise<ScoredPairs> {
  await workspace.listPlaces('representative', representatives);
  await workspace.run(
    'atoms of clusters',
    'CREATE OR REPLACE TABLE cluster_atom AS SELECT atom.* FROM atom JOIN representative USING (i)',
  );
  const steps = candidateSteps({ atoms: 'cluster_atom', into: 'cluster_pair', sparing: true });
  await workspace.runAll(steps.map(({ name, sql }) => ({ name: `${name} of clusters`, sql })));
  await workspace.run(
    'new pairs',
    'CREATE OR REPLACE TABLE new_pair AS SELECT l, r FROM cluster_pair EXCEPT SELECT l, r FROM candidate',
  );
  return comparePairs(workspace, 'compare clusters', model, 'new_pair');
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
