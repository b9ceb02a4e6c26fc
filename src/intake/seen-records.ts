import type { RecordId } from '../ids.ts';
import { DigestTable } from './digest-table.ts';

/** Counts rows per record over a whole delivery in flat memory (some 30 bytes a record). */
export class SeenRecords {
  /** Under each record the number of rows that state it, plus one: ids are digests already. */
  readonly #rows = new DigestTable(1, 'The number of records');

  get size(): number {
    return this.#rows.size;
  }

  /** Notes that a row speaks of a record, and counts it when it `states` the record (a faulty row does not). */
  add(id: RecordId, states: boolean): void {
    const at = this.#rows.place(digestOf(id));
    const known = Math.max(1, this.#rows.read(at));
    this.#rows.write(at, states ? known + 1 : known);
  }

  /** Whether any row spoke of the record. */
  has(id: RecordId): boolean {
    return this.#rows.find(digestOf(id)) !== undefined;
  }

  /** Rows that state the record. */
  count(id: RecordId): number {
    const at = this.#rows.find(digestOf(id));
    return at === undefined ? 0 : this.#rows.read(at) - 1;
  }
}

function digestOf(id: RecordId): Buffer {
  return Buffer.from(id.slice(2), 'base64url');
}
