import { hash } from 'node:crypto';
import { JingweiError } from '../../errors.ts';

/** Words per entry: 128 bits of the key's hash, 64 of the content's. */
const WORDS = 6;
const FIRST_CAPACITY = 1 << 12;
/** 24 bytes an entry, at most 70 % full, twice over while growing: under 2.5 GB even here, 50 MB for a million keys. */
const MAX_ENTRIES = 32_000_000;

/**
 * Remembers which keys of a delivery have come, and with what content, in 24 bytes each: an open-addressing table of
 * hashes. Two different keys of a delivery of 10^9 rows collide with a probability below 10^-20 (birthday bound).
 */
export class SeenKeys {
  private table = new Uint32Array(FIRST_CAPACITY * WORDS);
  private capacity = FIRST_CAPACITY;
  private size = 0;

  /**
   * Whether the key is new, or came before with the same or with another content.
   * @throws {JingweiError} `LIMIT_EXCEEDED` beyond 32 million keys.
   */
  see(key: string, content: string): 'new' | 'same' | 'other' {
    const words = toWords(key, content);
    const at = this.findSlot(words, 0);
    if (this.table[at] !== 0) {
      const same = this.table[at + 4] === words[4] && this.table[at + 5] === words[5];
      return same ? 'same' : 'other';
    }
    if (this.size >= MAX_ENTRIES) {
      throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of unique values', limit: MAX_ENTRIES });
    }
    this.table.set(words, at);
    this.size += 1;
    if (this.size > this.capacity * 0.7) this.grow();
    return 'new';
  }

  /** Offset of the entry whose key starts at `from`, or of the free place where it belongs. */
  private findSlot(words: Uint32Array, from: number): number {
    let slot = (words[from] ?? 0) & (this.capacity - 1);
    for (;;) {
      const at = slot * WORDS;
      if (this.table[at] === 0 || this.isKeyAt(at, words, from)) return at;
      slot = (slot + 1) & (this.capacity - 1);
    }
  }

  private isKeyAt(at: number, words: Uint32Array, from: number): boolean {
    for (let word = 0; word < 4; word += 1) {
      if (this.table[at + word] !== words[from + word]) return false;
    }
    return true;
  }

  private grow(): void {
    const old = this.table;
    this.capacity *= 2;
    this.table = new Uint32Array(this.capacity * WORDS);
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from] !== 0) this.table.set(old.subarray(from, from + WORDS), this.findSlot(old, from));
    }
  }
}

function toWords(key: string, content: string): Uint32Array {
  const words = new Uint32Array(WORDS);
  const keyHash = hash('sha256', key, 'buffer');
  const contentHash = hash('sha256', content, 'buffer');
  for (let word = 0; word < 4; word += 1) words[word] = keyHash.readUInt32LE(word * 4);
  for (let word = 4; word < WORDS; word += 1) words[word] = contentHash.readUInt32LE(word * 4);
  // A first word of 0 marks a free place.
  if (words[0] === 0) words[0] = 1;
  return words;
}
