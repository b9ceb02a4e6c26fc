/** Mixes 32 bits well (the finaliser of MurmurHash3, public domain). */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Folds a seed (a safe integer) and the name of a stream to 32 bits. */
export function streamKey(seed: number, stream: string): number {
  let h = mix32(mix32(seed % 0x100000000) ^ Math.floor(seed / 0x100000000));
  for (let i = 0; i < stream.length; i++) h = mix32(h ^ (stream.charCodeAt(i) + Math.imul(i, 0x9e3779b1)));
  return h;
}

/**
 * Random numbers that depend on (seed, stream, index) alone, so anything about person 700,000 can be drawn without
 * drawing anything about the others. One object serves one stream; {@link Rng.at} moves it to an index.
 * The sequence is SplitMix (Steele, Lea, Flood 2014) in 32 bits with its own gamma per index.
 */
export class Rng {
  readonly #key: number;
  #state = 0;
  #gamma = 1;

  constructor(seed: number, stream: string) {
    this.#key = streamKey(seed, stream);
  }

  at(index: number): this {
    this.#state = mix32(this.#key ^ Math.imul(index, 0x9e3779b1));
    this.#gamma = mix32(this.#state + 0x7f4a7c15) | 1;
    return this;
  }

  /** Next 32 bits, unsigned. */
  next(): number {
    this.#state = (this.#state + this.#gamma) | 0;
    return mix32(this.#state);
  }

  /** In [0, 1). */
  unit(): number {
    return this.next() / 0x100000000;
  }

  /** Whole number in [0, size). */
  below(size: number): number {
    return Math.floor(this.unit() * size);
  }

  /** Whole number in [from, to], both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }
}
