import {
  type Clustering,
  clusterPairs,
  DEFAULT_CLUSTERING,
  type ScoredPairs,
} from './clustering/cluster-pairs.ts';
import type { Constraints } from './clustering/constraints.ts';
import { PairList } from './clustering/pair-list.ts';
import { settleTies } from './clustering/settle-ties.ts';
import type { EngineMention } from './mention.ts';

/** One pair speaks for two whole clusters here, so it must be surer than the average of many. */
const STOP = 6;

/**
 * Joins clusters by the pairs of mentions that speak for them: no mention of the one was a candidate for any of the other
 * where a large company's name is shared by so many mentions that it is no key for them, but few clusters share it.
 * `pairs` are in numbers of all mentions; `weights` are those that the clusters were made from.
 */
export function joinClusters(
  pairs: ScoredPairs,
  weights: ScoredPairs,
  { clusters, ...first }: Clustering,
  constraints: Constraints,
): Clustering {
  const nameOf = (numbers: Int32Array): Int32Array => numbers.map((number) => clusters[number] ?? number);
  const joined = clusterPairs(
    clusters.length,
    settle(
      { left: nameOf(pairs.left), right: nameOf(pairs.right), bits: pairs.bits },
      weights,
      clusters,
      constraints,
    ),
    { ...constraints, same: [...constraints.same, ...listLinks(clusters)] },
    { ...DEFAULT_CLUSTERING, asOne: true, stop: STOP },
  );
  const alive = ({ left, right }: { readonly left: number; readonly right: number }): boolean =>
    joined.clusters[left] !== joined.clusters[right];
  return {
    clusters: joined.clusters,
    proposals: [...first.proposals.filter(alive), ...joined.proposals],
    vetoed: [...first.vetoed.filter(alive), ...joined.vetoed],
  };
}

/** Settles ties among the new pairs, and with those that mentions of the clusters had before. */
function settle(
  added: ScoredPairs,
  weights: ScoredPairs,
  clusters: Int32Array,
  { onceIn }: Pick<Constraints, 'onceIn'>,
): ScoredPairs {
  const sources = new Map<number, string>();
  onceIn.forEach((source, mention) => {
    if (source !== undefined) sources.set(clusters[mention] ?? mention, source);
  });
  if (sources.size === 0) return added;
  const all = new PairList();
  added.left.forEach((left, at) => {
    all.add(left, added.right[at] ?? 0, added.bits[at] ?? 0);
  });
  weights.left.forEach((left, at) => {
    const [l, r] = [clusters[left] ?? left, clusters[weights.right[at] ?? 0] ?? 0];
    if (l !== r) all.add(l, r, weights.bits[at] ?? 0);
  });
  const settled = settleTies(all.pairs(), {
    onceIn: Array.from(clusters, (_, mention) => sources.get(mention)),
  });
  return { ...added, bits: settled.bits.slice(0, added.left.length) };
}

/** Every mention that is not the first of its cluster, with the first. */
function listLinks(clusters: Int32Array): readonly (readonly [number, number])[] {
  const links: (readonly [number, number])[] = [];
  clusters.forEach((cluster, mention) => {
    if (cluster !== mention) links.push([cluster, mention]);
  });
  return links;
}

/** Of every cluster the mention that says most, by its place among those that were compared; `places` numbers them. */
export function listRepresentatives(
  compared: readonly EngineMention[],
  places: Int32Array,
  clusters: Int32Array,
): readonly number[] {
  const best = new Map<number, { readonly place: number; readonly says: number }>();
  compared.forEach(({ attributes }, place) => {
    const cluster = clusters[places[place] ?? 0] ?? 0;
    const says = attributes.reduce((sum, { flags }) => sum + (flags === undefined ? 2 : 1), 0);
    if (says > (best.get(cluster)?.says ?? -1)) best.set(cluster, { place, says });
  });
  return [...best.values()].map(({ place }) => place);
}
