import { type AsOf, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import type { Context } from '../context.ts';
import { countRecords } from '../generated/statements.ts';

/** How many records a dataset states. */
export async function countDatasetRecords(context: Context, asOf: AsOf, dataset: string): Promise<number> {
  const rows = await context.graph.read(
    countRecords,
    { datasets: [dataset], ...validBounds(asOf), ...recordedParam(asOf) },
    { signal: context.signal, slots: { ...recordedSlots(asOf), place: 'record-place-any' } },
  );
  return rows[0]?.count ?? 0;
}
