import type { Clustering, ScoredPairs } from './clustering/cluster-pairs.ts';
import type { Constraints } from './clustering/constraints.ts';
import type { Folded } from './fold.ts';

/** More mentions that say too little to be one by that alone are not held to each other one by one. */
const MOST_ALIKE = 50;

/** Pairs of mentions to be clustered, and per mention the one that it is one with beforehand. */
export interface Unfolded {
  readonly pairs: ScoredPairs;
  readonly standsFor: Int32Array;
}

/**
 * Pairs of distinct mentions as pairs of mentions. Mentions that say the same are one where what they say is enough
 * (`sure`), e.g. a name with a number; two that give a common name alone stay two, held to each other and to others.
 */
export function unfold(
  { spokesman, first }: Folded,
  pairs: ScoredPairs,
  ownBits: ReadonlyMap<number, number>,
  { different }: Pick<Constraints, 'different'>,
  sure: number,
): Unfolded {
  const members: number[][] = Array.from({ length: first.length }, () => []);
  spokesman.forEach((place, mention) => {
    members[place]?.push(mention);
  });
  const apart = new Set(
    different.filter(([l, r]) => spokesman[l] === spokesman[r]).map(([l]) => spokesman[l] ?? 0),
  );
  const isOne = (place: number): boolean => (ownBits.get(place) ?? 0) >= sure && !apart.has(place);
  const nodes = members.map((own, place) => (own.length > 1 && isOne(place) ? own.slice(0, 1) : own));
  const standsFor = Int32Array.from(spokesman, (place, mention) =>
    nodes[place]?.length === 1 ? (first[place] ?? mention) : mention,
  );
  const out: { left: number[]; right: number[]; bits: number[] } = { left: [], right: [], bits: [] };
  const add = (l: number, r: number, bits: number): void => {
    out.left.push(Math.min(l, r));
    out.right.push(Math.max(l, r));
    out.bits.push(bits);
  };
  pairs.left.forEach((left, at) => {
    const [ls, rs] = [nodes[left] ?? [], nodes[pairs.right[at] ?? 0] ?? []];
    if (ls.length > MOST_ALIKE || rs.length > MOST_ALIKE) return;
    for (const l of ls) for (const r of rs) add(l, r, pairs.bits[at] ?? 0);
  });
  nodes.forEach((own, place) => {
    if (own.length < 2 || own.length > MOST_ALIKE) return;
    own.forEach((l, at) => {
      for (const r of own.slice(at + 1)) add(l, r, ownBits.get(place) ?? 0);
    });
  });
  return {
    pairs: {
      left: Int32Array.from(out.left),
      right: Int32Array.from(out.right),
      bits: Float64Array.from(out.bits),
    },
    standsFor,
  };
}

/** What holds for a mention holds for the one that stands for it. */
export function standIn(constraints: Constraints, standsFor: Int32Array): Constraints {
  const swap = (pairs: Constraints['same']): Constraints['same'] =>
    pairs.map(([l, r]) => [standsFor[l] ?? l, standsFor[r] ?? r] as const);
  return { ...constraints, same: swap(constraints.same), different: swap(constraints.different) };
}

/** Gives every mention the cluster of the one that stands for it. */
export function spread(clustering: Clustering, standsFor: Int32Array): Clustering {
  const clusters = Int32Array.from(standsFor, (mention) => clustering.clusters[mention] ?? mention);
  return { ...clustering, clusters };
}
