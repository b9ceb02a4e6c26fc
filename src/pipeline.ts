import { linkBatch } from './correlate/link-batch.ts';
import type { BatchListener } from './intake/apply-batch.ts';
import { resolveBatch } from './resolve/resolve-batch.ts';

/** The way of a record behind intake: who is who, then what is linked. Each stage is told by the one before it. */
export const runStages: BatchListener = async (transaction, change) => {
  const identity = await resolveBatch(transaction, change);
  await linkBatch(transaction, change, identity);
};
