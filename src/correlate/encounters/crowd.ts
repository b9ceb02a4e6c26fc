import { groupRows } from '../../group-rows.ts';

/** A moment of an entity: the number of the place that it was at, and when, in milliseconds since 1970. */
export interface PlacedMoment {
  readonly place: number;
  readonly time: number;
}

/** Moments so close to one at which somebody was met are of one stretch of time there, e.g. of one fair. */
const STRETCH = 6 * 3_600_000;

/**
 * How many others there are to be met, from how often each of those was that were: as many were missed as chance leaves out of a
 * sample (Chao 1984, its bias-corrected form). Pure.
 */
export function countToBeMet(counts: readonly number[]): number {
  const [once, twice] = [1, 2].map((times) => counts.filter((count) => count === times).length);
  return estimate(counts.length, once ?? 0, twice ?? 0);
}

function estimate(met: number, once: number, twice: number): number {
  return met + (once * Math.max(0, once - 1)) / (2 * (twice + 1));
}

/** Whom an entity met at each of its moments: how busy the places were while it was there. `metBy`: by other, the indexes of those moments, each once. */
export class Crowd<Id extends string> {
  readonly #moments: readonly PlacedMoment[];
  readonly #metBy: ReadonlyMap<Id, readonly number[]>;
  /** How many were near at each moment. */
  readonly #near: readonly number[];
  /** Indexes of moments by place. */
  readonly #at: ReadonlyMap<number, readonly number[]>;
  /** By place, how many were met there once, twice, and so on. */
  readonly #times = new Map<number, Map<number, number>>();

  constructor(moments: readonly PlacedMoment[], metBy: ReadonlyMap<Id, readonly number[]>) {
    const near = moments.map(() => 0);
    this.#moments = moments;
    this.#metBy = metBy;
    this.#near = near;
    this.#at = groupRows([...moments.keys()], (index) => moments[index]?.place ?? -1);
    for (const other of metBy.keys()) {
      for (const index of metBy.get(other) ?? []) near[index] = (near[index] ?? 0) + 1;
      for (const [place, own] of this.#byPlace(other)) {
        const times = this.#times.get(place) ?? new Map<number, number>();
        this.#times.set(place, times.set(own.length, (times.get(own.length) ?? 0) + 1));
      }
    }
  }

  /** How often one of the others there met the entity on average at the places and in the stretches of time in which this one did. */
  expect(other: Id): number {
    let expected = 0;
    for (const [place, own] of this.#byPlace(other)) {
      const met = new Set(own);
      const times = own.map((index) => this.#moments[index]?.time ?? Infinity);
      const isThen = (index: number): boolean => {
        const time = this.#moments[index]?.time ?? -Infinity;
        return times.some((one) => Math.abs(one - time) <= STRETCH);
      };
      const ofOthers = (this.#at.get(place) ?? [])
        .filter(isThen)
        .reduce((sum, index) => sum + (this.#near[index] ?? 0) - (met.has(index) ? 1 : 0), 0);
      if (ofOthers > 0) expected += ofOthers / this.#othersAt(place, own.length);
    }
    return expected;
  }

  /** How many could be met at a place but for one who was so many times. */
  #othersAt(place: number, own: number): number {
    const times = this.#times.get(place) ?? new Map<number, number>();
    const count = (wanted: number): number => (times.get(wanted) ?? 0) - (own === wanted ? 1 : 0);
    const met = [...times.values()].reduce((sum, one) => sum + one, 0) - 1;
    return estimate(met, count(1), count(2));
  }

  #byPlace(other: Id): ReadonlyMap<number, readonly number[]> {
    return groupRows(this.#metBy.get(other) ?? [], (index) => this.#moments[index]?.place ?? -1);
  }
}
