import type { MentionId } from '../ids.ts';
import {
  clusterPairs,
  DEFAULT_CLUSTERING,
  type ScoredPairs,
} from '../resolve/engine/clustering/cluster-pairs.ts';
import { NO_CONSTRAINTS } from '../resolve/engine/clustering/constraints.ts';

/**
 * Divides what was one entity where a person keeps parts of it apart, into as few groups as that takes: parts that belong
 * together stay so; the rest goes, pair by pair of the strongest average weight, to the side that it is more like, and
 * where nothing tells, to the largest that it may be with. Pure; the order of the input does not show.
 *
 * @param parts mentions that identifiers or people hold together
 * @param different pairs that a person keeps apart
 * @param pairs weights among the mentions by their places in `mentions`; null where there is no model
 */
export function splitApart(
  mentions: readonly MentionId[],
  parts: readonly (readonly MentionId[])[],
  different: readonly (readonly [MentionId, MentionId])[],
  pairs: ScoredPairs | null,
): readonly (readonly MentionId[])[] {
  const places = new Map(mentions.map((id, place) => [id, place]));
  const placesOf = (
    list: readonly (readonly [MentionId, MentionId])[],
  ): readonly (readonly [number, number])[] =>
    list.flatMap(([left, right]) => {
      const [a, b] = [places.get(left), places.get(right)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    });
  const apart = placesOf(different);
  const same = placesOf(
    parts.flatMap((part) => part.slice(1).map((id, at) => [part[at] ?? id, id] as const)),
  );
  const { clusters } = clusterPairs(
    mentions.length,
    pairs ?? NO_PAIRS,
    { ...NO_CONSTRAINTS, same, different: apart },
    TO_THE_END,
  );
  return attachRest(mentions, clusters, apart);
}

const NO_PAIRS: ScoredPairs = { left: new Int32Array(), right: new Int32Array(), bits: new Float64Array() };
/** What is one entity already is not to be broken up for being unlike. */
const TO_THE_END = {
  ...DEFAULT_CLUSTERING,
  stop: Number.NEGATIVE_INFINITY,
  propose: Number.NEGATIVE_INFINITY,
};

function attachRest(
  mentions: readonly MentionId[],
  clusters: Int32Array,
  apart: readonly (readonly [number, number])[],
): readonly (readonly MentionId[])[] {
  const members = new Map<number, MentionId[]>();
  mentions.forEach((id, place) => {
    const root = clusters[place] ?? place;
    members.set(root, [...(members.get(root) ?? []), id]);
  });
  const ordered = [...members].sort(
    ([, left], [, right]) => right.length - left.length || ((left[0] ?? '') < (right[0] ?? '') ? -1 : 1),
  );
  const groups: { readonly roots: Set<number>; readonly mentions: MentionId[] }[] = [];
  const isApart = (root: number, roots: ReadonlySet<number>): boolean =>
    apart.some(([left, right]) => {
      const [a, b] = [clusters[left] ?? left, clusters[right] ?? right];
      return (a === root && roots.has(b)) || (b === root && roots.has(a));
    });
  for (const [root, own] of ordered) {
    const group = groups.find(({ roots }) => !isApart(root, roots));
    if (group === undefined) groups.push({ roots: new Set([root]), mentions: [...own] });
    else {
      group.roots.add(root);
      group.mentions.push(...own);
    }
  }
  return groups.map((group) => group.mentions);
}
