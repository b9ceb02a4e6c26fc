import type { SourceRow } from '../mapped.ts';

const MAX_ROWS = 1000;
/** Rows of very long cells end a batch early, so that memory stays flat whatever the rows hold. */
const MAX_WEIGHT = 4 * 2 ** 20;

/** Collects rows into batches of up to 1,000 rows or about 4 million characters, whichever comes first. */
export class RowBatch {
  #rows: SourceRow[] = [];
  #weight = 0;
  #full: (readonly SourceRow[])[] = [];

  add(row: SourceRow, weight: number): void {
    this.#rows.push(row);
    this.#weight += weight;
    if (this.#rows.length >= MAX_ROWS || this.#weight >= MAX_WEIGHT) this.#close();
  }

  /** The batches that are full by now; `last` also gives the one that is not. */
  take(last = false): (readonly SourceRow[])[] {
    if (last && this.#rows.length > 0) this.#close();
    const full = this.#full;
    this.#full = [];
    return full;
  }

  #close(): void {
    this.#full.push(this.#rows);
    this.#rows = [];
    this.#weight = 0;
  }
}
