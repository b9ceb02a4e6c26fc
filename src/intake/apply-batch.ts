import type { Context } from '../context.ts';
import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import {
  addMentions,
  advanceDelivery,
  createRecords,
  createRelations,
  endMentions,
  endRecords,
  endRelations,
  quarantineRows,
  readDeliveryProgress,
  readRecordStates,
  reattachRecords,
  settleQuarantined,
  supersedeMentions,
  supersedeRecords,
  takeWriteLock,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { type DateTime, fromDateTime, type Properties, toDateTime } from '../graph/values.ts';
import type { DeliveryId, RecordId } from '../ids.ts';
import type { BatchChange } from './batch-change.ts';
import { type PreparedRecord, relationProperties } from './prepared-record.ts';
import { type NamingRecord, putAsideMissing } from './put-aside-missing.ts';
import { findDifferences, type RecordDifference } from './record-difference.ts';
import type { References } from './references.ts';

/** What stands behind intake: told of each batch inside the transaction that writes it. */
export type BatchListener = (transaction: Transaction, change: BatchChange) => Promise<void>;

/** One batch of a delivery: records to write, rows to put aside, records to end. */
export interface Batch {
  readonly number: number;
  readonly records: readonly PreparedRecord[];
  readonly quarantined: readonly Properties[];
  /** Those of the records that may name something elsewhere, and how that is looked up. */
  readonly naming?: readonly NamingRecord[];
  readonly references?: References | undefined;
  /** Records that a FULL delivery no longer states. */
  readonly ending: readonly RecordId[];
  /** Rows that were erased before and are passed over. */
  readonly erased?: number;
  /** Quarantined rows that this batch takes in again. */
  readonly settles?: readonly string[];
  /** Restored records with the deliveries that had stated them. */
  readonly reattached?: readonly { readonly id: RecordId; readonly delivery: DeliveryId }[];
}

/** Rows by what became of them; `ended` counts records. */
export interface BatchCounts {
  readonly accepted: number;
  readonly unchanged: number;
  readonly versions: number;
  readonly quarantined: number;
  readonly ended: number;
}

/**
 * Writes one batch in one transaction under the writer's lock: records, mentions, relations, then everything that the
 * later stages derive from them. Either all of it is there afterwards or none. A batch that was written already (a
 * resumed delivery) is passed over. Throws DELIVERY_STATE when the delivery is not being applied (any more).
 */
export async function applyBatch(
  context: Context,
  delivery: DeliveryId,
  batch: Batch,
  listener: BatchListener,
): Promise<void> {
  await context.graph.write(async (transaction) => {
    const at = await takeLock(context, transaction);
    const progress = (await transaction.run(readDeliveryProgress, { delivery }))[0];
    if (progress === undefined || progress.state !== 'APPLYING') {
      throw new JingweiError('DELIVERY_STATE', {
        delivery,
        state: progress?.state.toLowerCase() ?? 'gone',
        action: 'applied',
      });
    }
    if (progress.batches > batch.number) return;
    await writeBatch(transaction, delivery, at, batch, listener);
  });
}

/** Writes one batch within a transaction that holds the writer's lock. */
export async function writeBatch(
  transaction: Transaction,
  delivery: DeliveryId,
  at: DateTime,
  given: Batch,
  listener: BatchListener,
): Promise<void> {
  const batch = await putAsideMissing(given, (ids) => transaction.run(readRecordStates, { ids }));
  const states = await transaction.run(readRecordStates, { ids: batch.records.map((record) => record.id) });
  const difference = await findDifferences(transaction, batch, states);
  writeRecords(transaction, delivery, at, difference);
  if (batch.quarantined.length > 0) transaction.send(quarantineRows, { delivery, rows: batch.quarantined });
  const { settles = [], reattached = [] } = batch;
  if (settles.length > 0) await settle(transaction, settles, delivery);
  if (reattached.length > 0) transaction.send(reattachRecords, { rows: reattached });
  await listener(transaction, { delivery, batch: batch.number, at: fromDateTime(at), ...difference.change });
  const { counts, begun } = difference;
  transaction.send(advanceDelivery, { delivery, at, counts: toCounts(counts), begun: BigInt(begun) });
}

/** Takes the writer's lock and gives the recorded time of this transaction. */
export async function takeLock(context: Context, transaction: Transaction): Promise<DateTime> {
  const taken = (await transaction.run(takeWriteLock, { now: toDateTime(now(context)) }))[0];
  if (taken === undefined) throw new Error('The graph has no writer lock: its migrations have not run');
  return taken.at;
}

function writeRecords(
  transaction: Transaction,
  delivery: DeliveryId,
  at: DateTime,
  difference: RecordDifference,
): void {
  const { created, superseded, ended, mentionsAdded, mentionsSuperseded, change } = difference;
  if (created.length > 0) {
    const rows = created.map((record) => ({
      record: record.properties,
      mentions: record.mentions.map(({ role, properties }) => ({ role, properties })),
    }));
    transaction.send(createRecords, { delivery, at, rows });
  }
  if (superseded.length > 0) {
    const rows = superseded.map(({ id, properties }) => ({ id, record: properties }));
    transaction.send(supersedeRecords, { delivery, at, rows });
  }
  if (ended.length > 0) transaction.send(endRecords, { delivery, at, ids: ended });
  if (mentionsAdded.length > 0) transaction.send(addMentions, { at, rows: mentionsAdded });
  if (mentionsSuperseded.length > 0) transaction.send(supersedeMentions, { at, rows: mentionsSuperseded });
  if (change.ended.length > 0) {
    transaction.send(endMentions, { delivery, at, ids: change.ended.map(({ id }) => id) });
  }
  if (change.relationsEnded.length > 0) {
    transaction.send(endRelations, { delivery, at, rows: change.relationsEnded });
  }
  if (change.relationsCreated.length > 0) {
    const rows = change.relationsCreated.map((relation) => ({
      from: relation.from,
      to: relation.to,
      properties: relationProperties(relation),
    }));
    transaction.send(createRelations, { at, rows });
  }
}

/** Of two people who correct one row at once, one wins. */
async function settle(transaction: Transaction, ids: readonly string[], delivery: DeliveryId): Promise<void> {
  const settled = await transaction.run(settleQuarantined, { ids, state: 'RETRIED', by: delivery });
  const lost = ids.find((id) => !settled.some((row) => row.id === id));
  if (lost !== undefined) throw new JingweiError('QUARANTINE_STATE', { id: lost, state: 'settled already' });
}

function toCounts(counts: BatchCounts): Properties {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, BigInt(count)]));
}
