import type { ScoredPairs } from './cluster-pairs.ts';

/** Scored pairs that are added one by one, in as little memory as they need. */
export class PairList {
  #left = new Int32Array(1024);
  #right = new Int32Array(1024);
  #bits = new Float64Array(1024);
  #size = 0;

  add(left: number, right: number, bits: number): void {
    if (this.#size === this.#left.length) this.#grow();
    this.#left[this.#size] = left;
    this.#right[this.#size] = right;
    this.#bits[this.#size] = bits;
    this.#size += 1;
  }

  pairs(): ScoredPairs {
    return {
      left: this.#left.subarray(0, this.#size),
      right: this.#right.subarray(0, this.#size),
      bits: this.#bits.subarray(0, this.#size),
    };
  }

  #grow(): void {
    const size = 2 * this.#size;
    const [left, right, bits] = [new Int32Array(size), new Int32Array(size), new Float64Array(size)];
    left.set(this.#left);
    right.set(this.#right);
    bits.set(this.#bits);
    [this.#left, this.#right, this.#bits] = [left, right, bits];
  }
}
