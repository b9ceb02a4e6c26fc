/** From when to when somebody was somewhere, as far as is known, in milliseconds since 1970; both ends are alike at a moment. */
export type Stay = readonly [from: number, to: number];

/** A stay, and whether a place, by its number, is near where it was. */
export interface LocatedStay {
  readonly stay: Stay;
  isAt(place: number): boolean;
}

/** When somebody was where. Time is asked first: of many stays few are at one time, while all may be at one place. */
export class Stays {
  /** The begins of the first and of the last stay; none where there is none. */
  readonly begins: readonly number[];
  readonly #inOrder: readonly LocatedStay[];
  /** How long the longest stay lasts. */
  readonly #longest: number;

  constructor(stays: readonly LocatedStay[]) {
    this.#inOrder = [...stays].sort((a, b) => a.stay[0] - b.stay[0]);
    this.#longest = stays.reduce((longest, { stay: [from, to] }) => Math.max(longest, to - from), 0);
    this.begins = [this.#inOrder[0], this.#inOrder.at(-1)].flatMap((one) => one?.stay[0] ?? []);
  }

  /** Whether a stay at a place has begun by `until` and has not ended before `since`. */
  isNear(place: number, since: number, until: number): boolean {
    for (let next = this.#firstFrom(since - this.#longest); next < this.#inOrder.length; next++) {
      const located = this.#inOrder[next];
      if (located === undefined || located.stay[0] > until) return false;
      if (located.stay[1] >= since && located.isAt(place)) return true;
    }
    return false;
  }

  /** The index of the first stay that begins at a time or later: what began earlier had ended. */
  #firstFrom(time: number): number {
    let [low, high] = [0, this.#inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#inOrder[middle]?.stay[0] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
