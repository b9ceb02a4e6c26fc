import type { RecordId } from '../ids.ts';

const WORDS = 5;
const START = 1 << 12;
const MOST_LOAD = 0.6;

/**
 * Counts rows per record over a whole delivery in flat memory: 16 bytes of the record's id and a count, in one typed
 * table with open addressing (about 33 bytes a record). Ids are digests already, so their own bits spread well.
 */
export class SeenRecords {
  #table = new Uint32Array(START * WORDS);
  #capacity = START;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Notes that a row speaks of a record, and counts it when it `states` the record (a faulty row does not). */
  add(id: RecordId, states: boolean): void {
    if ((this.#size + 1) / this.#capacity > MOST_LOAD) this.#grow();
    const words = wordsOf(id);
    const slot = this.#find(words, this.#table, this.#capacity);
    if (this.#table[slot + 4] === 0) {
      this.#table.set(words, slot);
      this.#table[slot + 4] = 1;
      this.#size += 1;
    }
    if (states) this.#table[slot + 4] = (this.#table[slot + 4] ?? 0) + 1;
  }

  /** Whether any row spoke of the record. */
  has(id: RecordId): boolean {
    return this.#entry(id) > 0;
  }

  /** Rows that state the record. */
  count(id: RecordId): number {
    return Math.max(0, this.#entry(id) - 1);
  }

  #entry(id: RecordId): number {
    return this.#table[this.#find(wordsOf(id), this.#table, this.#capacity) + 4] ?? 0;
  }

  #find(words: Uint32Array, table: Uint32Array, capacity: number): number {
    let index = (words[0] ?? 0) % capacity;
    for (;;) {
      const slot = index * WORDS;
      if (table[slot + 4] === 0) return slot;
      if (
        table[slot] === words[0] &&
        table[slot + 1] === words[1] &&
        table[slot + 2] === words[2] &&
        table[slot + 3] === words[3]
      ) {
        return slot;
      }
      index = (index + 1) % capacity;
    }
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    const table = new Uint32Array(capacity * WORDS);
    for (let slot = 0; slot < this.#table.length; slot += WORDS) {
      if (this.#table[slot + 4] === 0) continue;
      const entry = this.#table.subarray(slot, slot + WORDS);
      table.set(entry, this.#find(entry, table, capacity));
    }
    this.#table = table;
    this.#capacity = capacity;
  }
}

/** The first 128 bits of an id, as four words. */
function wordsOf(id: RecordId): Uint32Array {
  const bytes = Buffer.from(id.slice(2), 'base64url');
  return Uint32Array.of(
    bytes.readUInt32LE(0),
    bytes.readUInt32LE(4),
    bytes.readUInt32LE(8),
    bytes.readUInt32LE(12),
  );
}
