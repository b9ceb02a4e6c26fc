import type { EntityKind } from '../intake/mapped.ts';
import type { Resolution } from '../resolve/engine/resolve-mentions.ts';
import { firstOf, isSame, type Label } from './labelled-mentions.ts';
import {
  Calibration,
  type ClusterQuality,
  countPairs,
  measureClusters,
  type Quality,
  toQuality,
} from './measures.ts';

/** What resolving mentions came to. */
export interface Measures {
  readonly mentions: number;
  /** Entities in truth. */
  readonly entities: number;
  readonly truePairs: number;
  /** Pairs that were compared; of mentions that say the same, one was for all of them. */
  readonly candidates: number;
  /** Share of the true pairs that are candidates, or say the same as two that are. */
  readonly pairCompleteness: number;
  /** Pairs that the model calls more likely one than two, before clustering. */
  readonly links: Quality;
  readonly clusters: ClusterQuality;
  readonly calibrationError: number;
}

/** Counts resolutions against the labels of their mentions; mentions without a label are not measured. */
export class Tally {
  readonly calibration = new Calibration();
  readonly #clusters: number[] = [];
  readonly #truth: string[] = [];
  #mentions = 0;
  #silent = 0;
  #candidates = 0;
  #links = 0;
  #rightLinks = 0;
  #foundLinks = 0;
  #foundPairs = 0;

  add(
    kind: EntityKind,
    { candidates, pairs, clusters, standsFor }: Resolution,
    labels: readonly Label[],
  ): void {
    const offset = this.#mentions;
    this.#mentions += labels.length;
    this.#candidates += candidates;
    const sizes = new Int32Array(labels.length);
    for (const mention of standsFor) sizes[mention] = (sizes[mention] ?? 0) + 1;
    const folded = [...standsFor.keys()].filter((place) => (sizes[standsFor[place] ?? place] ?? 1) > 1);
    const named = folded.filter((place) => (labels[place] ?? null) !== null);
    const rightAlike = countPairs(
      named.map((place) => `${standsFor[place]} ${firstOf(labels[place] ?? '')}`),
    );
    this.#foundPairs += rightAlike;
    this.#rightLinks += rightAlike;
    this.#foundLinks += rightAlike;
    this.#links += countPairs(named.map((place) => standsFor[place] ?? place));
    pairs.left.forEach((left, at) => {
      const right = pairs.right[at] ?? 0;
      const match = isSame(labels[left] ?? null, labels[right] ?? null);
      if (match === null) return;
      const count = (sizes[left] ?? 1) * (sizes[right] ?? 1);
      const bits = pairs.bits[at] ?? 0;
      this.calibration.add(1 / (1 + 2 ** -bits), match);
      // Of several labels the first is whose pairs are counted, as in `truePairs`.
      const isCounted = firstOf(labels[left] ?? '') === firstOf(labels[right] ?? '');
      if (isCounted) this.#foundPairs += count;
      if (bits < 0) return;
      this.#links += count;
      if (match) this.#rightLinks += count;
      if (isCounted) this.#foundLinks += count;
    });
    labels.forEach((label, place) => {
      if (label === null) return;
      this.#clusters.push(offset + (clusters[place] ?? 0));
      this.#truth.push(`${kind}:${firstOf(label)}`);
    });
  }

  /** Counts rows that nothing can be said of: nobody finds what they belong to, so that each is by itself. */
  addSilent(kind: EntityKind, labels: readonly Label[]): void {
    for (const label of labels) {
      if (label === null) continue;
      this.#silent += 1;
      this.#clusters.push(-this.#silent);
      this.#truth.push(`${kind}:${firstOf(label)}`);
    }
  }

  measure(): Measures {
    const truePairs = countPairs(this.#truth);
    return {
      mentions: this.#mentions,
      entities: new Set(this.#truth).size,
      truePairs,
      candidates: this.#candidates,
      pairCompleteness: truePairs === 0 ? 1 : this.#foundPairs / truePairs,
      links: toQuality(
        this.#links === 0 ? 1 : this.#rightLinks / this.#links,
        truePairs === 0 ? 1 : this.#foundLinks / truePairs,
      ),
      clusters: measureClusters(this.#clusters, this.#truth),
      calibrationError: this.calibration.error(),
    };
  }
}
