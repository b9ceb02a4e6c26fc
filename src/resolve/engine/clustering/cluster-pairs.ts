import { UnionFind } from '../../union-find.ts';
import { findAttachments } from './attach-singles.ts';
import { ConstraintState, type Constraints, NO_CONSTRAINTS, type Veto } from './constraints.ts';
import { PairHeap } from './pair-heap.ts';
import { PairList } from './pair-list.ts';

/** Scored pairs of mentions by number: bits is log2 of the odds that both are one entity. */
export interface ScoredPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly bits: Float64Array;
}

export interface ClusterOptions {
  /** Mentions this sure to be one are joined before anything is averaged. */
  readonly sure: number;
  /** Clusters are joined while the average weight between them is at least this. */
  readonly stop: number;
  /** Clusters whose average weight lies between this and `stop` are proposed to a person. */
  readonly propose: number;
  /** What a pair that was no candidate counts. */
  readonly unscored: number;
  /** Weights are clipped to ± this, so that one pair decides nothing alone. */
  readonly clip: number;
  /** Weight of one pair that a mention which is alone joins a cluster by; undefined: by none. */
  readonly attach?: number;
  /** Weight of a pair of which nothing is known; what is scored no lower speaks against nothing. */
  readonly prior?: number;
  /** Mentions that must be one count as one when weights are averaged. */
  readonly asOne?: boolean;
}

export const DEFAULT_CLUSTERING: ClusterOptions = {
  sure: 12,
  stop: -1.75,
  propose: -4,
  unscored: -4,
  clip: 10,
  attach: 3,
};

export interface Clustering {
  /** Per mention its cluster, named by the number of its first mention. */
  readonly clusters: Int32Array;
  /** Pairs of clusters that may be one: not sure enough to be joined, or tied: one of them fits another about as well. */
  readonly proposals: readonly {
    readonly left: number;
    readonly right: number;
    readonly bits: number;
    readonly tied?: true;
  }[];
  /** Pairs of clusters that their weights would have joined, what forbade it, and the average weight of those of their pairs that were scored. */
  readonly vetoed: readonly {
    readonly left: number;
    readonly right: number;
    readonly bits: number;
    readonly veto: Veto;
  }[];
}

/** From here on a fit is good enough whatever else fits. */
const CLEAR = 6;
/** The better of two must be this much better, in bits. */
export const MARGIN = 2;

/** Held by both ends, and added to while links are collected. */
interface Link {
  sum: number;
  count: number;
}

/**
 * Joins mentions into clusters by average linkage (Sokal & Michener 1958) over the weights of their pairs, greedily from
 * the strongest, never against a constraint. Pure; ties fall to the lower numbers, so that the same pairs in any order
 * give the same clusters.
 */
export function clusterPairs(
  mentions: number,
  pairs: ScoredPairs,
  constraints: Constraints = NO_CONSTRAINTS,
  options: ClusterOptions = DEFAULT_CLUSTERING,
): Clustering {
  const parent = Int32Array.from({ length: mentions }, (_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while ((parent[at] ?? at) !== at) at = parent[at] ?? at;
    return at;
  };
  const sizes = new Int32Array(mentions).fill(1);
  const state = new ConstraintState(constraints, (mention) => mention);
  const merge = (kept: number, gone: number): void => {
    parent[gone] = kept;
    sizes[kept] = (sizes[kept] ?? 1) + (sizes[gone] ?? 1);
    state.join(kept, gone);
  };
  const joinRoots = (one: number, other: number): void => {
    const [a, b] = [rootOf(one), rootOf(other)];
    if (a !== b) merge(Math.min(a, b), Math.max(a, b));
  };
  for (const [left, right] of constraints.same) joinRoots(left, right);
  if (options.asOne === true) sizes.fill(1);
  for (const at of strongest(pairs, options.sure)) {
    const [a, b] = [rootOf(pairs.left[at] ?? 0), rootOf(pairs.right[at] ?? 0)];
    if (a !== b && state.findVeto(a, b) === null) joinRoots(a, b);
  }

  const reachable = keepReachable(pairs, options.propose, rootOf, mentions);
  const links = collectLinks(reachable, options.clip, rootOf);
  const average = (a: number, b: number, link: Link): number => {
    const all = (sizes[a] ?? 1) * (sizes[b] ?? 1);
    return (link.sum + (all - link.count) * options.unscored) / all;
  };
  const averageOf = (a: number, b: number): number => {
    const link = links.get(a)?.get(b);
    return link === undefined ? options.unscored : average(a, b, link);
  };
  const heap = new PairHeap();
  const offer = (a: number, b: number, link: Link): void => {
    const value = average(a, b, link);
    if (value >= options.propose) heap.push(value, Math.min(a, b), Math.max(a, b));
  };
  for (const [a, others] of links) for (const [b, link] of others) if (a < b) offer(a, b, link);
  // One that fits two others about as well, which are not one themselves, is neither's: the best guess is often wrong.
  const isTied = (one: number, best: number, value: number): boolean => {
    if (options.asOne === true || value >= CLEAR) return false;
    const isSmaller = (sizes[one] ?? 1) <= (sizes[best] ?? 1);
    for (const [other, link] of links.get(one) ?? []) {
      if (other === best || average(one, other, link) < value - MARGIN) continue;
      if (state.findVeto(best, other) !== null) return true;
      const between = links.get(best)?.get(other);
      // Of a large group's stragglers nobody expects that they were compared.
      if (isSmaller && (between === undefined || average(best, other, between) < options.propose))
        return true;
    }
    return false;
  };
  /** Whether another that cannot be one with it fits the same cluster about as well. */
  const isContested = (one: number, cluster: number): boolean => {
    const least = averageOf(one, cluster) - MARGIN;
    return [...(links.get(cluster)?.keys() ?? [])].some(
      (other) => other !== one && averageOf(other, cluster) >= least && state.findVeto(one, other) !== null,
    );
  };
  const proposals: { left: number; right: number; bits: number; tied?: true }[] = [];
  const vetoed: { left: number; right: number; bits: number; veto: Veto }[] = [];
  for (let top = heap.pop(); top !== null; top = heap.pop()) {
    const { left: a, right: b, value } = top;
    const link = links.get(a)?.get(b);
    if (link === undefined || average(a, b, link) !== value) continue;
    const veto = state.findVeto(a, b);
    if (veto !== null) {
      // Of two that are known to be two few pairs may have been scored: those that were say how alike they are.
      vetoed.push({ left: a, right: b, bits: link.sum / link.count, veto });
    } else if (value < options.stop) {
      proposals.push({ left: a, right: b, bits: value });
    } else if (isTied(a, b, value) || isTied(b, a, value)) {
      proposals.push({ left: a, right: b, bits: value, tied: true });
    } else {
      merge(a, b);
      for (const [other, known] of moveLinks(links, a, b)) offer(a, other, known);
    }
  }
  if (options.attach !== undefined && options.asOne !== true) {
    const { attach, clip, stop, prior = stop } = options;
    const least = Math.min(stop, prior);
    const sizeOf = (root: number): number => sizes[root] ?? 1;
    for (const one of findAttachments(reachable, rootOf, sizeOf, { attach, margin: MARGIN, least, clip })) {
      const [a, b] = [rootOf(one.mention), rootOf(one.cluster)];
      if (a === b || sizeOf(a) !== 1 || state.findVeto(a, b) !== null) continue;
      if (one.bits < CLEAR && isContested(a, b)) continue;
      const [kept, gone] = [Math.min(a, b), Math.max(a, b)];
      merge(kept, gone);
      moveLinks(links, kept, gone);
    }
  }
  const alive = <T extends { readonly left: number; readonly right: number }>({ left, right }: T): boolean =>
    parent[left] === left && parent[right] === right;
  return {
    clusters: Int32Array.from({ length: mentions }, (_, i) => rootOf(i)),
    proposals: proposals.filter(alive),
    vetoed: vetoed.filter(alive),
  };
}

/** Places of the pairs with at least `sure` bits, strongest first, so that a veto falls on the weaker. */
function strongest({ bits }: ScoredPairs, sure: number): Int32Array {
  let count = 0;
  for (const value of bits) if (value >= sure) count += 1;
  // Weight and place as one number, so that millions are sorted in a blink; of equals the first comes first.
  const order = new Float64Array(count);
  count = 0;
  bits.forEach((value, at) => {
    if (value >= sure)
      order[count++] = Math.floor((MOST_BITS - Math.min(MOST_BITS, value)) * STEPS) * PLACES + at;
  });
  return Int32Array.from(order.sort(), (one) => one % PLACES);
}

const MOST_BITS = 500;
const STEPS = 4096;
const PLACES = 2 ** 31;

/**
 * The pairs within groups that weights of at least `least` hold together at all: no average between two of different
 * groups is as high, so that the rest need not be looked at.
 */
function keepReachable(
  pairs: ScoredPairs,
  least: number,
  rootOf: (i: number) => number,
  mentions: number,
): ScoredPairs {
  const groups = new UnionFind(mentions);
  const { left, right, bits } = pairs;
  for (let at = 0; at < left.length; at++) {
    if ((bits[at] ?? 0) >= least) groups.join(rootOf(left[at] ?? 0), rootOf(right[at] ?? 0));
  }
  const kept = new PairList();
  for (let at = 0; at < left.length; at++) {
    const [l, r] = [left[at] ?? 0, right[at] ?? 0];
    if (groups.find(rootOf(l)) === groups.find(rootOf(r))) kept.add(l, r, bits[at] ?? 0);
  }
  return kept.pairs();
}

function collectLinks(
  { left, right, bits }: ScoredPairs,
  clip: number,
  rootOf: (i: number) => number,
): Map<number, Map<number, Link>> {
  const links = new Map<number, Map<number, Link>>();
  for (let at = 0; at < left.length; at++) {
    const [a, b] = [rootOf(left[at] ?? 0), rootOf(right[at] ?? 0)];
    if (a === b) continue;
    const weight = Math.min(clip, Math.max(-clip, bits[at] ?? 0));
    const known = links.get(a)?.get(b);
    if (known !== undefined) {
      known.sum += weight;
      known.count += 1;
      continue;
    }
    const link = { sum: weight, count: 1 };
    linksOf(links, a).set(b, link);
    linksOf(links, b).set(a, link);
  }
  return links;
}

function linksOf(links: Map<number, Map<number, Link>>, root: number): Map<number, Link> {
  const known = links.get(root) ?? new Map<number, Link>();
  links.set(root, known);
  return known;
}

/** The links of `gone` become links of `kept`; gives all that `kept` has then. */
function moveLinks(
  links: Map<number, Map<number, Link>>,
  kept: number,
  gone: number,
): ReadonlyMap<number, Link> {
  const ours = linksOf(links, kept);
  ours.delete(gone);
  for (const [other, theirs] of linksOf(links, gone)) {
    if (other === kept) continue;
    const known = ours.get(other);
    const joined = { sum: theirs.sum + (known?.sum ?? 0), count: theirs.count + (known?.count ?? 0) };
    ours.set(other, joined);
    const back = linksOf(links, other);
    back.delete(gone);
    back.set(kept, joined);
  }
  links.delete(gone);
  return ours;
}
