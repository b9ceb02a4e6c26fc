import { candidateSteps } from './candidates/candidate-sql.ts';
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
import type { Model } from './model.ts';
import { comparePairs } from './scoring/read-pairs.ts';
import type { Workspace } from './sql/workspace.ts';

/** One pair speaks for two whole clusters here, so it must be surer than the average of many. */
const STOP = 6;

/**
 * Holds clusters to each other that no mention of the one was a candidate for any of the other: a large company's name is
 * shared by so many mentions that it is no key for them, but few clusters share it. Each is represented by the mention
 * that says most. `places` numbers the mentions that were compared: of each the mention that it speaks for.
 */
export async function joinClusters(
  workspace: Workspace,
  compared: readonly EngineMention[],
  places: Int32Array,
  model: Model,
  constraints: Constraints,
  weights: ScoredPairs,
  { clusters, ...first }: Clustering,
): Promise<Clustering> {
  await listRepresentatives(workspace, compared, places, clusters);
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
  const pairs = await comparePairs(workspace, 'compare clusters', model, 'new_pair');
  const nameOf = (numbers: Int32Array): Int32Array =>
    numbers.map((number) => clusters[places[number] ?? number] ?? number);
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

async function listRepresentatives(
  workspace: Workspace,
  compared: readonly EngineMention[],
  places: Int32Array,
  clusters: Int32Array,
): Promise<void> {
  const best = new Map<number, { readonly place: number; readonly says: number }>();
  compared.forEach(({ attributes }, place) => {
    const cluster = clusters[places[place] ?? 0] ?? 0;
    const says = attributes.reduce((sum, { flags }) => sum + (flags === undefined ? 2 : 1), 0);
    if (says > (best.get(cluster)?.says ?? -1)) best.set(cluster, { place, says });
  });
  await workspace.run('representatives', 'CREATE OR REPLACE TABLE representative (i INTEGER)');
  const appender = await workspace.connection.createAppender('representative');
  for (const { place } of best.values()) {
    appender.appendInteger(place);
    appender.endRow();
  }
  appender.closeSync();
}
