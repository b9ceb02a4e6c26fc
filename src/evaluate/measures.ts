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
  const size = Math.max(1, clusters.length);
  return {
    ...qualityOf(countPairs(both), countPairs(clusters), countPairs(truth)),
    bcubed: toQuality(precision / size, recall / size),
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
export function measureCalibration(
  probabilities: Float64Array,
  isMatch: (pair: number) => boolean,
): { readonly bins: readonly CalibrationBin[]; readonly error: number } {
  const pairs = new Float64Array(10);
  const expected = new Float64Array(10);
  const observed = new Float64Array(10);
  probabilities.forEach((p, at) => {
    const bin = Math.min(9, Math.floor(p * 10));
    pairs[bin] = (pairs[bin] ?? 0) + 1;
    expected[bin] = (expected[bin] ?? 0) + p;
    if (isMatch(at)) observed[bin] = (observed[bin] ?? 0) + 1;
  });
  let error = 0;
  const bins = [...pairs].map((count, bin) => {
    const [e, o] = [expected[bin] ?? 0, observed[bin] ?? 0];
    error += Math.abs(e - o);
    return {
      from: bin / 10,
      pairs: count,
      expected: count === 0 ? 0 : e / count,
      observed: count === 0 ? 0 : o / count,
    };
  });
  return { bins, error: probabilities.length === 0 ? 0 : error / probabilities.length };
}
