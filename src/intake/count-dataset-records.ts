import type { ReadContext } from '../access/access.ts';
import { PRESENT, recordedSlots, validBounds } from '../as-of.ts';
import { countRecords, countSomeRecords } from '../generated/statements.ts';
import type { DatasetModel } from './dataset-model.ts';

/** Beyond every number of records. */
const ALL = 1n << 53n;

/**
 * How many records a dataset states. Who may not see them one by one is told in steps of JINGWEI_SMALL_COUNT and nothing
 * below it, so that two totals never differ by one person; of a closed dataset, nothing. Null: withheld.
 */
export async function countDatasetRecords(
  context: ReadContext,
  { id, sharing, classes }: DatasetModel,
): Promise<number | null> {
  const { graph, signal, access, settings } = context;
  const { effect } = access.decision.verdict(id, classes.record);
  if (effect !== 'deny') {
    const { sight } = access.decision;
    const rows = await graph.read(
      countRecords,
      { datasets: [id], ...validBounds(PRESENT), most: ALL, sight },
      { signal, slots: { ...recordedSlots(PRESENT), place: 'record-place-any' } },
    );
    return rows[0]?.count ?? 0;
  }
  if (sharing === 'closed') return null;
  const rows = await graph.read(countSomeRecords, { datasets: [id], limit: ALL }, { signal });
  const step = settings.access.smallCount;
  const told = Math.floor((rows[0]?.count ?? 0) / step) * step;
  return told === 0 ? null : told;
}
