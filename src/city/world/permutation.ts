import { mix32, streamKey } from './rng.ts';

/**
 * A seeded one-to-one shuffle of the numbers below `2^bits` (at most 32): a Feistel network of four rounds on two halves,
 * which differ by a bit when `bits` is odd. It gives numbers that look drawn by chance and yet never repeat, without
 * remembering any.
 */
export class Permutation {
  readonly #lowBits: number;
  readonly #low: number;
  readonly #high: number;
  readonly #keys: readonly [number, number, number, number];

  constructor(seed: number, stream: string, bits: number) {
    this.#lowBits = bits >>> 1;
    this.#low = 2 ** this.#lowBits - 1;
    this.#high = 2 ** (bits - this.#lowBits) - 1;
    const key = (round: number) => streamKey(seed, `${stream}#${round}`);
    this.#keys = [key(0), key(1), key(2), key(3)];
  }

  at(index: number): number {
    const [a, b, c, d] = this.#keys;
    let high = index >>> this.#lowBits;
    let low = index & this.#low;
    high ^= mix32(low ^ a) & this.#high;
    low ^= mix32(high ^ b) & this.#low;
    high ^= mix32(low ^ c) & this.#high;
    low ^= mix32(high ^ d) & this.#low;
    return high * (this.#low + 1) + low;
  }

  /** The same for the numbers below `size`, by walking the cycle until it comes back into range. */
  within(index: number, size: number): number {
    let at = this.at(index);
    while (at >= size) at = this.at(at);
    return at;
  }
}
