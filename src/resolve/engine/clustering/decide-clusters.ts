import { soundOf } from '../../../standardise/sound.ts';
import { groupNames, MOST_NAMES } from '../../name-sound.ts';
import { UnionFind } from '../../union-find.ts';
import { type Clustering, DEFAULT_CLUSTERING } from './cluster-pairs.ts';
import { ConstraintState, type Constraints } from './constraints.ts';

/** What is asked of a mention beside its weights. */
export interface Standing {
  /** Its whole name, as standardised; null: none. */
  readonly nameOf: (mention: number) => string | null;
  /** The entity that it is of until now; null: of none. */
  readonly priorOf: (mention: number) => string | null;
}

export interface DecidedClusters {
  /** Per mention its cluster, named by the number of its first mention. */
  readonly clusters: Int32Array;
  /** Groups that bear too many really different names: only what must be one is left together of them. */
  readonly overfull: readonly (readonly number[])[];
}

/** How much lower than joining the average weight may fall before what is one entity already is broken up, in bits. */
const HYSTERESIS = 0.5;

/**
 * What becomes of clusters, wherever they were made: an entity that stands is broken up later than it would be joined, and
 * whatever bears too many really different names is not joined but reported. Pure.
 */
export function decideClusters(
  clustering: Clustering,
  constraints: Constraints,
  { nameOf, priorOf }: Standing,
): DecidedClusters {
  const kept = keepStanding(clustering, constraints, priorOf);
  const sizes = new Int32Array(kept.length);
  for (const root of kept) sizes[root] = (sizes[root] ?? 0) + 1;
  const large = new Map<number, number[]>();
  kept.forEach((root, mention) => {
    if ((sizes[root] ?? 0) <= MOST_NAMES) return;
    const group = large.get(root);
    if (group === undefined) large.set(root, [mention]);
    else group.push(mention);
  });
  const overfull = [...large.values()].filter((group) => isOverfull(group.map(nameOf)));
  return { clusters: overfull.length === 0 ? kept : takeApart(kept, overfull, constraints.same), overfull };
}

/**
 * Joins again what is one entity today and hardly less alike than what would be joined anew; but nothing that fits another about
 * as well by now: it was joined before the other was known.
 */
function keepStanding(
  { clusters, proposals }: Clustering,
  constraints: Constraints,
  priorOf: Standing['priorOf'],
): Int32Array {
  const priors = new Map<number, Set<string>>();
  clusters.forEach((root, mention) => {
    const prior = priorOf(mention);
    if (prior !== null) priors.set(root, (priors.get(root) ?? new Set()).add(prior));
  });
  if (priors.size === 0) return clusters;
  const state = new ConstraintState(constraints, (mention) => clusters[mention] ?? mention);
  const joined = new UnionFind(clusters.length);
  const strongest = proposals
    .filter(({ tied }) => tied !== true)
    .sort((a, b) => b.bits - a.bits || a.left - b.left || a.right - b.right);
  for (const { left, right, bits } of strongest) {
    if (bits < DEFAULT_CLUSTERING.stop - HYSTERESIS) break;
    const standing = [...(priors.get(left) ?? [])].some((entity) => priors.get(right)?.has(entity) === true);
    const [a, b] = [joined.find(left), joined.find(right)].sort((x, y) => x - y);
    if (!standing || a === undefined || b === undefined || a === b || state.findVeto(a, b) !== null) continue;
    state.join(a, b);
    joined.join(a, b);
  }
  return clusters.map((root) => joined.find(root));
}

/**
 * Whether so many names are no one thing's: really different ones, none of which many bear. Where one is borne by a third or
 * more, the others are slips of it, of which a thing that is named often has some of every kind.
 */
function isOverfull(names: readonly (string | null)[]): boolean {
  const written = names.flatMap((name) => name ?? []);
  if (new Set(written).size <= MOST_NAMES) return false;
  const different = groupNames(written.map(soundOf));
  return different.length > MOST_NAMES && 3 * (different[0]?.count ?? 0) < written.length;
}

function takeApart(
  clusters: Int32Array,
  groups: readonly (readonly number[])[],
  same: Constraints['same'],
): Int32Array {
  const held = new UnionFind(clusters.length);
  for (const [left, right] of same) held.join(left, right);
  const parted = Int32Array.from(clusters);
  const first = new Map<number, number>();
  for (const mention of groups.flat()) {
    const root = held.find(mention);
    const name = first.get(root) ?? mention;
    first.set(root, name);
    parted[mention] = name;
  }
  return parted;
}
