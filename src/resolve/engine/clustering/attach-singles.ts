import type { ScoredPairs } from './cluster-pairs.ts';

/** How a mention that is alone stands to a cluster. */
interface Fit {
  best: number;
  sum: number;
  count: number;
}

export interface AttachOptions {
  /** Weight of the best pair from which a mention belongs to a cluster, in bits. */
  readonly attach: number;
  /** The best cluster's best pair must be this much better than any other's. */
  readonly margin: number;
  /** Least average weight of the pairs beside the best one that were scored at all. */
  readonly least: number;
  readonly clip: number;
}

/**
 * Finds for mentions that are alone the one cluster that they surely belong to. A mention that gives a name and a telephone
 * matches the one record of its person that gives the same number, and its likeness to that one is not less for all the
 * records that say nothing of it; an average over all of them would be. Strongest first.
 */
export function findAttachments(
  { left, right, bits }: ScoredPairs,
  rootOf: (mention: number) => number,
  sizeOf: (root: number) => number,
  { attach, margin, least, clip }: AttachOptions,
): readonly { readonly mention: number; readonly cluster: number; readonly bits: number }[] {
  const clipped = (value: number): number => Math.min(clip, Math.max(-clip + Math.min(0, least), value));
  const fits = new Map<number, Map<number, Fit>>();
  const note = (mention: number, other: number, value: number): void => {
    const known = fits.get(mention) ?? new Map<number, Fit>();
    fits.set(mention, known);
    const fit = known.get(other) ?? { best: Number.NEGATIVE_INFINITY, sum: 0, count: 0 };
    known.set(other, fit);
    fit.best = Math.max(fit.best, value);
    fit.sum += clipped(value);
    fit.count += 1;
  };
  for (let at = 0; at < left.length; at++) {
    const [l, r, value] = [rootOf(left[at] ?? 0), rootOf(right[at] ?? 0), bits[at] ?? 0];
    if (l === r) continue;
    if (sizeOf(l) === 1) note(l, r, value);
    if (sizeOf(r) === 1) note(r, l, value);
  }
  const found: { mention: number; cluster: number; bits: number }[] = [];
  for (const [mention, known] of fits) {
    let [cluster, second] = [-1, Number.NEGATIVE_INFINITY];
    let best: Fit = { best: Number.NEGATIVE_INFINITY, sum: 0, count: 1 };
    for (const [other, fit] of known) {
      if (fit.best > best.best || (fit.best === best.best && other < cluster)) {
        second = best.best;
        [cluster, best] = [other, fit];
      } else second = Math.max(second, fit.best);
    }
    if (best.best < attach || best.best - second < margin) continue;
    // What it is joined by does not outweigh what speaks against it.
    if (best.count > 1 && (best.sum - clipped(best.best)) / (best.count - 1) < least) continue;
    if (sizeOf(cluster) > 1) found.push({ mention, cluster, bits: best.best });
  }
  return found.sort((one, other) => other.bits - one.bits || one.mention - other.mention);
}
