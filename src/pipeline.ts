import { markCrossings } from './correlate/crossings/mark-crossings.ts';
import { settleCrossings } from './correlate/crossings/settle-crossings.ts';
import { linkBatch } from './correlate/link-batch.ts';
import { listEventDatasets } from './correlate/occasions/event-datasets.ts';
import { markOccasions } from './correlate/occasions/mark-occasions.ts';
import { settleOccasions } from './correlate/occasions/settle-occasions.ts';
import { toDateTime } from './graph/values.ts';
import type { BatchListener } from './intake/apply-batch.ts';
import type { DeliveryListener } from './intake/intake-context.ts';
import { compareBatch, compareIdentity } from './reconcile/discrepancies/compare-entities.ts';
import { settlePlaces } from './reconcile/problems/nobodys-places.ts';
import { noteReturned } from './reconcile/problems/note-returns.ts';
import { reviewBatch, reviewIdentity } from './reconcile/review/note-items.ts';
import type { IdentityListener } from './resolve/matching/run-resolution.ts';
import { resolveBatch } from './resolve/resolve-batch.ts';

/** Told how long a stage took for a batch, in milliseconds. */
export type StageObserver = (stage: StageName, milliseconds: number) => void;
export type StageName =
  | 'resolve'
  | 'links'
  | 'occasions'
  | 'crossings'
  | 'discrepancies'
  | 'review'
  | 'problems';

/** The way of a record behind intake: who is who, what is linked, where departments differ, then what a person should look at. Each stage is told by the one before it. */
export const runStages: BatchListener = observeStages(() => undefined);

/** The same, watched. */
export function observeStages(observer: StageObserver): BatchListener {
  const timed = async <T>(stage: StageName, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    observer(stage, performance.now() - began);
    return result;
  };
  return async (transaction, change) => {
    const identity = await timed('resolve', () => resolveBatch(transaction, change));
    await timed('links', () => linkBatch(transaction, change, identity));
    await timed('occasions', () => markOccasions(transaction, change));
    await timed('crossings', () => markCrossings(transaction, change, identity));
    await timed('discrepancies', () => compareBatch(transaction, change, identity));
    await timed('review', () => reviewBatch(transaction, change, identity));
    await timed('problems', async () => {
      await noteReturned(transaction, change, runIdentityStages);
      await settlePlaces(transaction, toDateTime(change.at));
    });
  };
}

/** The same where resolution decides anew what no delivery changed. */
export const runIdentityStages: IdentityListener = async (transaction, identity) => {
  const { batch, at } = identity;
  await linkBatch(transaction, { ...NOTHING_STATED, batch, at }, identity);
  await markCrossings(transaction, NOTHING_STATED, identity);
  await compareIdentity(transaction, identity);
  await reviewIdentity(transaction, identity);
};

/** What is done once, behind all batches of a delivery: what happened together is found, then kept counts are brought up to date. */
export const finishStages: DeliveryListener = async (context, delivery, dataset) => {
  const stating = { datasets: await listEventDatasets(context), dataset };
  await settleOccasions(context, delivery, stating);
  await settleCrossings(context, delivery, stating);
};

const NOTHING_STATED = {
  superseded: [],
  created: [],
  restated: [],
  changed: [],
  kept: [],
  ended: [],
  relationsCreated: [],
  relationsEnded: [],
} as const;
