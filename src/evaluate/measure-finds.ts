import type { Clustering } from '../resolve/engine/clustering/cluster-pairs.ts';
import { isSame, type Label } from './labelled-mentions.ts';

/** How the mentions of one dataset find their entity among those of another; counted in rows that state them. */
export interface Finds {
  readonly mentions: number;
  readonly found: number;
  readonly right: number;
  /** Not found, but proposed to a person, the right one among the proposals. */
  readonly proposed: number;
  readonly precision: number;
  readonly recall: number;
}

export interface Finder {
  readonly source: string;
  readonly rows: number;
}

/** A mention is found where a mention of the other dataset is in its cluster; right where any such one is its entity. */
export function measureFinds(
  { of, in: among }: { readonly of: string; readonly in: string },
  mentions: readonly Finder[],
  labels: readonly Label[],
  { clusters, proposals }: Pick<Clustering, 'clusters' | 'proposals'>,
): Finds {
  const targets = new Map<number, number[]>();
  mentions.forEach(({ source }, place) => {
    if (source !== among) return;
    const cluster = clusters[place] ?? place;
    targets.set(cluster, [...(targets.get(cluster) ?? []), place]);
  });
  const proposedTo = new Map<number, number[]>();
  for (const { left, right } of proposals) {
    proposedTo.set(left, [...(proposedTo.get(left) ?? []), right]);
    proposedTo.set(right, [...(proposedTo.get(right) ?? []), left]);
  }
  const isRight = (place: number, cluster: number): boolean =>
    (targets.get(cluster) ?? []).some(
      (target) => isSame(labels[place] ?? null, labels[target] ?? null) === true,
    );
  const counts = { mentions: 0, found: 0, right: 0, proposed: 0 };
  mentions.forEach(({ source, rows }, place) => {
    if (source !== of || (labels[place] ?? null) === null) return;
    const cluster = clusters[place] ?? place;
    counts.mentions += rows;
    if (targets.has(cluster)) {
      counts.found += rows;
      if (isRight(place, cluster)) counts.right += rows;
    } else if ((proposedTo.get(cluster) ?? []).some((other) => isRight(place, other)))
      counts.proposed += rows;
  });
  return {
    ...counts,
    precision: counts.found === 0 ? 1 : counts.right / counts.found,
    recall: counts.mentions === 0 ? 1 : counts.right / counts.mentions,
  };
}
