import { hash } from 'node:crypto';
import { DigestTable } from '../digest-table.ts';

/** Remembers which keys of a delivery have come, and with what content, in 24 bytes each (50 MB for a million keys). */
export class SeenKeys {
  /** Under each key's hash 64 bits of the content's. */
  readonly #contents = new DigestTable(2, 'The number of unique values');

  /**
   * Whether the key is new, or came before with the same or with another content.
   * @throws {JingweiError} `LIMIT_EXCEEDED` beyond 32 million keys.
   */
  see(key: string, content: string): 'new' | 'same' | 'other' {
    const known = this.#contents.size;
    const at = this.#contents.place(hash('sha256', key, 'buffer'));
    const digest = hash('sha256', content, 'buffer');
    const first = digest.readUInt32LE(0);
    const second = digest.readUInt32LE(4);
    if (this.#contents.size > known) {
      this.#contents.write(at, first);
      this.#contents.write(at + 1, second);
      return 'new';
    }
    return this.#contents.read(at) === first && this.#contents.read(at + 1) === second ? 'same' : 'other';
  }

  has(key: string): boolean {
    return this.#contents.find(hash('sha256', key, 'buffer')) !== undefined;
  }
}
