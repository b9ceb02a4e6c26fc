import { JingweiError } from '../errors.ts';

const DIGEST_WORDS = 4;
const FIRST_CAPACITY = 1 << 12;
const MOST_LOAD = 0.7;
/** Under 2.5 GB even here, twice over while growing. */
const MOST_ENTRIES = 32_000_000;

/**
 * Keeps a few words under each of many 128-bit digests, in one typed array with open addressing: 16 bytes and the words
 * an entry, at most 70 % full, no objects. Digests spread well by themselves. Two different keys of a delivery of 10^9
 * rows collide with a probability below 10^-20 (birthday bound).
 */
export class DigestTable {
  readonly #entry: number;
  readonly #what: string;
  #table: Uint32Array;
  #capacity = FIRST_CAPACITY;
  #size = 0;

  /** `words` are kept under each digest; `what` is counted, for the person who has too many of it. */
  constructor(words: number, what: string) {
    this.#entry = DIGEST_WORDS + words;
    this.#what = what;
    this.#table = new Uint32Array(FIRST_CAPACITY * this.#entry);
  }

  get size(): number {
    return this.#size;
  }

  /** Where the words of a digest are, or undefined. Valid until the next `place`. */
  find(digest: Buffer): number | undefined {
    const at = this.#seek(toWords(digest), 0);
    return this.#table[at] === 0 ? undefined : at + DIGEST_WORDS;
  }

  /** Where the words of a digest are, zero at first. Throws JingweiError LIMIT_EXCEEDED beyond 32 million digests. */
  place(digest: Buffer): number {
    if (this.#size + 1 > this.#capacity * MOST_LOAD) this.#grow();
    const words = toWords(digest);
    const at = this.#seek(words, 0);
    if (this.#table[at] === 0) {
      if (this.#size >= MOST_ENTRIES) {
        throw new JingweiError('LIMIT_EXCEEDED', { what: this.#what, limit: MOST_ENTRIES });
      }
      this.#table.set(words, at);
      this.#size += 1;
    }
    return at + DIGEST_WORDS;
  }

  read(at: number): number {
    return this.#table[at] ?? 0;
  }

  write(at: number, word: number): void {
    this.#table[at] = word;
  }

  /** Offset of the entry whose digest starts at `from` of `words`, or of the free place where it belongs. */
  #seek(words: Uint32Array, from: number): number {
    const table = this.#table;
    let slot = (words[from] ?? 0) & (this.#capacity - 1);
    for (;;) {
      const at = slot * this.#entry;
      if (table[at] === 0) return at;
      if (
        table[at] === words[from] &&
        table[at + 1] === words[from + 1] &&
        table[at + 2] === words[from + 2] &&
        table[at + 3] === words[from + 3]
      )
        return at;
      slot = (slot + 1) & (this.#capacity - 1);
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#capacity *= 2;
    this.#table = new Uint32Array(this.#capacity * this.#entry);
    for (let from = 0; from < old.length; from += this.#entry) {
      if (old[from] !== 0) this.#table.set(old.subarray(from, from + this.#entry), this.#seek(old, from));
    }
  }
}

const buffer = new Uint32Array(DIGEST_WORDS);

/** The first 128 bits as four words, in a place that the next call uses again. A first word of 0 marks a free entry. */
function toWords(digest: Buffer): Uint32Array {
  for (let word = 0; word < DIGEST_WORDS; word += 1) buffer[word] = digest.readUInt32LE(word * 4);
  if (buffer[0] === 0) buffer[0] = 1;
  return buffer;
}
