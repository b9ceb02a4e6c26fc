import { mix32, streamKey } from './rng.ts';

/**
 * A seeded one-to-one shuffle of the numbers below `2^(2 * halfBits)`: a Feistel network of four rounds. It gives
 * numbers that look drawn by chance and yet never repeat, without remembering any.
 */
export class Permutation {
  readonly #half: number;
  readonly #mask: number;
  readonly #keys: readonly number[];

  constructor(seed: number, stream: string, halfBits: number) {
    this.#half = halfBits;
    this.#mask = 2 ** halfBits - 1;
    this.#keys = [0, 1, 2, 3].map((round) => streamKey(seed, `${stream}#${round}`));
  }

  at(index: number): number {
    let left = index >>> this.#half;
    let right = index & this.#mask;
    for (const key of this.#keys) {
      const next = left ^ (mix32(right ^ key) & this.#mask);
      left = right;
      right = next;
    }
    return left * (this.#mask + 1) + right;
  }

  /** The same for the numbers below `size`, by walking the cycle until it comes back into range. */
  within(index: number, size: number): number {
    let at = this.at(index);
    while (at >= size) at = this.at(at);
    return at;
  }
}
