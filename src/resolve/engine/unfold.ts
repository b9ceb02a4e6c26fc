import type { Clustering, ScoredPairs } from './clustering/cluster-pairs.ts';
import type { Constraints } from './clustering/constraints.ts';
import { PairList } from './clustering/pair-list.ts';
import type { Folded } from './fold.ts';

/** More mentions that say the same are one where that is more likely than not, and else stay apart. */
export const MOST_ALIKE = 50;

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
  // Only of those that speak for several the list is kept.
  const members = new Map<number, number[]>();
  spokesman.forEach((place, mention) => {
    if (first[place] === mention) return;
    const own = members.get(place);
    if (own === undefined) members.set(place, [first[place] ?? mention, mention]);
    else own.push(mention);
  });
  const apart = new Set(
    different.filter(([l, r]) => spokesman[l] === spokesman[r]).map(([l]) => spokesman[l] ?? 0),
  );
  for (const [place, own] of members) {
    // Very many alike are not held to each other one by one; all of their pairs weigh the same.
    const enough = own.length > MOST_ALIKE ? 0 : sure;
    if ((ownBits.get(place) ?? Number.NEGATIVE_INFINITY) >= enough && !apart.has(place))
      members.delete(place);
  }
  const standsFor = Int32Array.from(spokesman, (place, mention) =>
    members.has(place) ? mention : (first[place] ?? mention),
  );
  const all = new PairList();
  const add = (l: number, r: number, bits: number): void => all.add(Math.min(l, r), Math.max(l, r), bits);
  pairs.left.forEach((left, at) => {
    const [right, bits] = [pairs.right[at] ?? 0, pairs.bits[at] ?? 0];
    const [ls, rs] = [members.get(left), members.get(right)];
    if (ls === undefined && rs === undefined) add(first[left] ?? 0, first[right] ?? 0, bits);
    else if ((ls?.length ?? 0) <= MOST_ALIKE && (rs?.length ?? 0) <= MOST_ALIKE)
      for (const l of ls ?? [first[left] ?? 0]) for (const r of rs ?? [first[right] ?? 0]) add(l, r, bits);
  });
  for (const [place, own] of members) {
    if (own.length > MOST_ALIKE) continue;
    own.forEach((l, at) => {
      for (const r of own.slice(at + 1)) add(l, r, ownBits.get(place) ?? 0);
    });
  }
  return { pairs: all.pairs(), standsFor };
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
