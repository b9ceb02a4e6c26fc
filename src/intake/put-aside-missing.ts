import type { Properties } from '../graph/values.ts';
import type { Batch } from './apply-batch.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { findMissing, type ReadStates, toFault } from './references.ts';

/** A record of a batch whose rows name something elsewhere. */
export interface NamingRecord {
  readonly record: PreparedRecord;
  readonly rows: readonly SourceRow[];
  /** The rows as they wait in quarantine. */
  putAside(fault: RowFault): readonly Properties[];
}

/**
 * Takes out of a batch the records that name what is not there: their rows wait, all of them, since what is left of a
 * record without one of its rows would be another statement. Which rows make a batch never depends on what the graph
 * holds, so that a resumed delivery can still pass over the batches that were written.
 */
export async function putAsideMissing(batch: Batch, readStates: ReadStates): Promise<Batch> {
  const { naming = [], references } = batch;
  if (references === undefined || naming.length === 0) return batch;
  const named = naming.map(({ rows }) =>
    rows.flatMap(references.namedBy).filter(({ reference }) => reference.onMissing === 'quarantine'),
  );
  const missing = await findMissing(readStates, named.flat());
  if (missing.size === 0) return batch;
  const waiting = new Set<PreparedRecord>();
  const quarantined: Properties[] = [...batch.quarantined];
  naming.forEach(({ record, putAside }, index) => {
    const first = named[index]?.find((one) => missing.has(one));
    if (first === undefined) return;
    waiting.add(record);
    for (const row of putAside(toFault(first))) quarantined.push(row);
  });
  return { ...batch, records: batch.records.filter((record) => !waiting.has(record)), quarantined };
}
