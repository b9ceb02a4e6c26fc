import { type Clustering, clusterPairs, DEFAULT_CLUSTERING, type ScoredPairs } from './cluster-pairs.ts';
import type { Constraints } from './constraints.ts';
import { settleTies } from './settle-ties.ts';

/** Clusters of scored pairs, in a run as on arrival, with the pairs as they count once ties are settled; `prior` as of the model. */
export function clusterScored(
  mentions: number,
  weights: ScoredPairs,
  constraints: Constraints,
  prior: number,
): { readonly pairs: ScoredPairs; readonly clustering: Clustering } {
  const pairs = settleTies(weights, constraints);
  return { pairs, clustering: clusterPairs(mentions, pairs, constraints, { ...DEFAULT_CLUSTERING, prior }) };
}
