import { MARGIN, type ScoredPairs } from '../clustering/cluster-pairs.ts';

/** From here on a pair is more likely one than two. */
const LIKELY = 0;

/**
 * Pairs of which clusters do not say whether they are two: of a mention that was left alone with the one cluster that it
 * likely belongs to, while no other comes near. That it lacks the weight to join is no evidence against it; taught as such, what
 * the few words of such mentions are worth is learned away, and with it every later one.
 */
export function findOpenPairs({ left, right, bits }: ScoredPairs, clusters: Int32Array): Uint8Array {
  const sizes = new Int32Array(clusters.length);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  const fits = new Fits(clusters.length);
  const each = (take: (single: number, cluster: number, pair: number) => void): void => {
    left.forEach((l, pair) => {
      const r = right[pair] ?? 0;
      const [ours = 0, theirs = 0] = [clusters[l], clusters[r]];
      if (ours === theirs) return;
      if (sizes[ours] === 1) take(l, theirs, pair);
      if (sizes[theirs] === 1) take(r, ours, pair);
    });
  };
  each((single, cluster, pair) => {
    fits.note(single, cluster, bits[pair] ?? 0);
  });
  const open = new Uint8Array(left.length);
  each((single, cluster, pair) => {
    if (fits.isOnly(single, cluster)) open[pair] = 1;
  });
  return open;
}

/** The best cluster of each mention by its best pair, and the best pair with any other. */
class Fits {
  readonly #cluster: Int32Array;
  readonly #best: Float64Array;
  readonly #second: Float64Array;

  constructor(mentions: number) {
    this.#cluster = new Int32Array(mentions).fill(-1);
    this.#best = new Float64Array(mentions).fill(Number.NEGATIVE_INFINITY);
    this.#second = new Float64Array(mentions).fill(Number.NEGATIVE_INFINITY);
  }

  note(mention: number, cluster: number, value: number): void {
    const best = this.#best[mention] ?? 0;
    if (this.#cluster[mention] === cluster) this.#best[mention] = Math.max(best, value);
    else if (value > best) {
      this.#second[mention] = best;
      this.#best[mention] = value;
      this.#cluster[mention] = cluster;
    } else this.#second[mention] = Math.max(this.#second[mention] ?? 0, value);
  }

  isOnly(mention: number, cluster: number): boolean {
    const best = this.#best[mention] ?? 0;
    return (
      this.#cluster[mention] === cluster && best >= LIKELY && best - (this.#second[mention] ?? 0) >= MARGIN
    );
  }
}
