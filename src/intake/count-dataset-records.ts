import type { ReadContext } from '../access/access.ts';
import { tellInSteps } from '../access/small-count.ts';
import { PRESENT, recordedSlots, validBounds } from '../as-of.ts';
import { countRecords, countSomeRecords } from '../generated/statements.ts';

/** Beyond every number of records. */
const ALL = 1n << 53n;

/**
 * How many records each of some datasets states. Who may not see them one by one is told in steps; of a closed dataset,
 * and of fewer than one step, nothing: it is left out.
 */
export async function countRecordsOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const count = async (id: string): Promise<void> => {
    const counted = await countRecordsOfOne(context, id);
    if (counted !== null) counts.set(id, counted);
  };
  await Promise.all(ids.map(count));
  return counts;
}

async function countRecordsOfOne(context: ReadContext, id: string): Promise<number | null> {
  const { graph, signal, access, settings } = context;
  const dataset = access.catalogue.datasets.get(id);
  if (dataset === undefined) return null;
  const { sight, verdict } = access.decision;
  if (verdict(id, dataset.classes.record).effect !== 'deny') {
    const rows = await graph.read(
      countRecords,
      { datasets: [id], ...validBounds(PRESENT), most: ALL, sight },
      { signal, slots: { ...recordedSlots(PRESENT), place: 'record-place-any' } },
    );
    return rows[0]?.count ?? 0;
  }
  if (dataset.sharing === 'closed') return null;
  const rows = await graph.read(countSomeRecords, { datasets: [id], limit: ALL }, { signal });
  const told = tellInSteps(settings, rows[0]?.count ?? 0);
  return told === 0 ? null : told;
}
