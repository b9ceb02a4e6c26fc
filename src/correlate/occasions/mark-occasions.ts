import { endOccasions, markEvents } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { toDateTime } from '../../graph/values.ts';
import type { BatchChange } from '../../intake/batch-change.ts';

/**
 * Notes which events a batch brought or changed, to be compared with those around them when its delivery is in. What was found of those that
 * are not as they were any more ends with the batch.
 */
export async function markOccasions(transaction: Transaction, change: BatchChange): Promise<void> {
  const at = toDateTime(change.at);
  const records = new Set([...change.superseded, ...change.ended.map(({ record }) => record)]);
  const ids = change.created.flatMap(({ id, kind, record }) =>
    kind === 'Event' && !records.has(record) ? [id] : [],
  );
  if (ids.length > 0) transaction.send(markEvents, { ids, at });
  if (records.size > 0) transaction.send(endOccasions, { records: [...records], at, cause: change.delivery });
}
