import { type Clustering, DEFAULT_CLUSTERING, type ScoredPairs } from './clustering/cluster-pairs.ts';
import { clusterScored } from './clustering/cluster-scored.ts';
import type { Constraints } from './clustering/constraints.ts';
import type { Folded } from './fold.ts';
import { joinClusters, listRepresentatives } from './join-clusters.ts';
import { spread, standIn, unfold } from './unfold.ts';

/** What weighs pairs of distinct mentions, by their places: the bulk join of a run, or the scorer of few on arrival. */
export interface Weigher {
  /** Log2 of the odds that two mentions are one before anything is compared. */
  readonly prior: number;
  /** What some mentions weigh when each is held to itself. */
  weighAlone(places: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The pairs among mentions that speak for a cluster each which were not compared before. */
  weighClusters(representatives: readonly number[]): Promise<ScoredPairs>;
}

/** Clusters of mentions that were folded, with what they were decided by. */
export interface FoldedClustering extends Clustering {
  /** As decided by: ties are settled. */
  readonly pairs: ScoredPairs;
  /** As scored. */
  readonly weights: ScoredPairs;
  /** Per mention the one that says the very same and was compared for it. */
  readonly standsFor: Int32Array;
}

/**
 * Clusters mentions by the weights of those that speak for them, in a run as on arrival: which of those that say the same
 * are one, average linkage, then clusters held to each other. Constraints are in numbers of all mentions.
 */
export async function clusterFolded(
  folded: Folded,
  scored: ScoredPairs,
  constraints: Constraints,
  weigher: Weigher,
): Promise<FoldedClustering> {
  const { distinct, spokesman, first } = folded;
  const ownBits = await weigher.weighAlone(listShared(folded));
  const unfolded = unfold(folded, scored, ownBits, constraints, DEFAULT_CLUSTERING.sure);
  const { standsFor, pairs: weights } = unfolded;
  const held = standIn(constraints, standsFor);
  const { pairs, clustering } = clusterScored(spokesman.length, weights, held, weigher.prior);
  const between = await weigher.weighClusters(listRepresentatives(distinct, first, clustering.clusters));
  const toNumbers = (places: Int32Array): Int32Array => places.map((place) => first[place] ?? place);
  const joined = joinClusters(
    { ...between, left: toNumbers(between.left), right: toNumbers(between.right) },
    weights,
    clustering,
    held,
  );
  return { pairs, weights, standsFor, ...spread(joined, standsFor) };
}

/** Places of the distinct mentions that speak for several. */
function listShared({ spokesman, first }: Folded): readonly number[] {
  const counts = new Int32Array(first.length);
  for (const place of spokesman) counts[place] = (counts[place] ?? 0) + 1;
  return [...counts.keys()].filter((place) => (counts[place] ?? 0) > 1);
}
