/** Precision, recall and their harmonic mean, 0..1. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function qualityOf(right: number, found: number, all: number): Quality {
  const precision = found === 0 ? 1 : right / found;
  const recall = all === 0 ? 1 : right / all;
  return toQuality(precision, recall);
}

export function toQuality(precision: number, recall: number): Quality {
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** Pairs within groups. */
export function countPairs(groups: Iterable<number | string>): number {
  return [...countMembers(groups).values()].reduce((sum, count) => sum + pairsOf(count), 0);
}

function countMembers<K>(groups: Iterable<K>): Map<K, number> {
  const counts = new Map<K, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

export interface ClusterQuality extends Quality {
  readonly bcubed: Quality;
  /** Share of the true entities whose cluster holds all of their mentions and no others. */
  readonly exact: number;
}

/** Clusters against the truth: pairs inside clusters, B-cubed (Bagga & Baldwin 1998), clusters that are exactly right. */
export function measureClusters(clusters: readonly number[], truth: readonly string[]): ClusterQuality {
  const both = clusters.map((cluster, at) => `${cluster}\n${truth[at] ?? ''}`);
  const [inCluster, inEntity, inBoth] = [countMembers(clusters), countMembers(truth), countMembers(both)];
  let precision = 0;
  let recall = 0;
  let exact = 0;
  for (const [key, count] of inBoth) {
    const cut = key.indexOf('\n');
    const cluster = inCluster.get(Number(key.slice(0, cut))) ?? 1;
    const entity = inEntity.get(key.slice(cut + 1)) ?? 1;
    precision += (count * count) / cluster;
    recall += (count * count) / entity;
    if (count === cluster && count === entity) exact += 1;
  }
  const size = clusters.length;
  return {
    ...qualityOf(countPairs(both), countPairs(clusters), countPairs(truth)),
    bcubed: clusters.length === 0 ? toQuality(1, 1) : toQuality(precision / size, recall / size),
    exact: inEntity.size === 0 ? 1 : exact / inEntity.size,
  };
}

export interface CalibrationBin {
  readonly from: number;
  readonly pairs: number;
  /** Mean probability that the model gave. */
  readonly expected: number;
  /** Share that are one entity in truth. */
  readonly observed: number;
}

/** Ten bins of equal width over the probability, and the expected calibration error (Naeini et al. 2015). */
export class Calibration {
  readonly #pairs = new Float64Array(10);
  readonly #expected = new Float64Array(10);
  readonly #observed = new Float64Array(10);

  add(probability: number, isMatch: boolean): void {
    const bin = Math.min(9, Math.floor(probability * 10));
    this.#pairs[bin] = (this.#pairs[bin] ?? 0) + 1;
    this.#expected[bin] = (this.#expected[bin] ?? 0) + probability;
    if (isMatch) this.#observed[bin] = (this.#observed[bin] ?? 0) + 1;
  }

  bins(): readonly CalibrationBin[] {
    return [...this.#pairs].map((count, bin) => ({
      from: bin / 10,
      pairs: count,
      expected: count === 0 ? 0 : (this.#expected[bin] ?? 0) / count,
      observed: count === 0 ? 0 : (this.#observed[bin] ?? 0) / count,
    }));
  }

  error(): number {
    const all = this.#pairs.reduce((sum, count) => sum + count, 0);
    const off = this.bins().reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.expected - bin.observed), 0);
    return all === 0 ? 0 : off / all;
  }
}
