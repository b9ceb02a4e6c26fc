import type { DeliveryId, RecordId } from '../ids.ts';
import type { SourceRow } from './mapped.ts';
import type { RawRow } from './raw-row.ts';

/** Rows of a delivery, to be read as often as needed: once to check, once to apply. */
export interface RowSource {
  rows(): AsyncIterable<readonly SourceRow[]>;
}

/** A record that is stated again as it was before, for an undo: under the delivery that had stated it. */
export interface RestoredRecord {
  readonly id: RecordId;
  readonly key: string;
  readonly delivery: DeliveryId;
  readonly rows: readonly SourceRow[];
  readonly raw: readonly RawRow[];
}
