import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import { findRecords as findRecordsStatement } from '../generated/statements.ts';
import { type RecordModel, toRecord } from './record.ts';

/** Records by id as they stand, or stood; an id without one has no entry. A record that ended is given as it was last. */
export async function findRecords(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordModel>> {
  const rows = await context.graph.read(
    findRecordsStatement,
    { ids, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map((row) => [row.id, toRecord(context, row, asOf)]));
}
