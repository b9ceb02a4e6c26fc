import { registerLayouts } from '../generated/statements.ts';
import type { DeliveryId, RecordId } from '../ids.ts';
import { readAhead } from '../read-ahead.ts';
import { applyBatch, type Batch } from './apply-batch.ts';
import { buildBatches } from './build-batches.ts';
import type { DatasetDefinition } from './definition.ts';
import type { DeliveryMode } from './delivery.ts';
import { changeDelivery, getDelivery } from './delivery-store.ts';
import { openErasedRows } from './erased-rows.ts';
import { type Inspection, listRecordIds } from './inspect-delivery.ts';
import type { IntakeContext } from './intake-context.ts';
import { RowWriter } from './raw-row.ts';
import { openReferences } from './references.ts';
import type { RowSource } from './row-source.ts';
import { dropChunks } from './spool.ts';

/** A delivery that was checked and may be applied. */
export interface Application {
  readonly delivery: DeliveryId;
  readonly definition: DatasetDefinition;
  readonly mode: DeliveryMode;
  readonly statedAt: string;
  readonly source: RowSource;
  readonly inspection: Inspection;
  /** Runs in a last step, when every row is in. */
  readonly finish?: () => Promise<void>;
}

const ENDING_RECORDS = 2_000;

/** Writes a delivery batch by batch, ends what it no longer states, and closes it. Resumes where it was left. */
export async function applyDelivery(context: IntakeContext, application: Application): Promise<void> {
  const started = context.clock();
  const { delivery, inspection } = application;
  const layouts = new RowWriter();
  const { seen } = inspection;
  const references = await openReferences(context, { ...application, seen });
  const erased = await openErasedRows(context, application.definition.id);
  const batches = readAhead(buildBatches({ ...application, seen, layouts, references, erased }));
  let known = 0;
  let rows = 0;
  let next = 0;
  for await (const batch of batches) {
    context.signal?.throwIfAborted();
    if (layouts.layouts.length > known) {
      await context.graph.write((transaction) => transaction.run(registerLayouts, { rows: layouts.layouts }));
      known = layouts.layouts.length;
    }
    await applyBatch(context, delivery, batch, context.listener);
    rows +=
      batch.quarantined.length +
      (batch.erased ?? 0) +
      batch.records.reduce((sum, record) => sum + record.rows, 0);
    next = batch.number + 1;
    context.onProgress({ phase: 'applying', rows, of: inspection.rows });
  }
  if (application.mode === 'FULL' && inspection.wouldEnd > 0) await endUnstated(context, application, next);
  await application.finish?.();
  await context.onApplied(context, delivery, application.definition.id);
  const seconds = (context.clock() - started) / 1000;
  await changeDelivery(context, delivery, {
    state: 'APPLIED',
    rows: BigInt(inspection.rows),
    notes: inspection.notes,
    seconds,
  });
  await dropChunks(context, delivery);
}

/** Ends the current records that a FULL delivery does not name, in batches that go on counting where rows ended. */
async function endUnstated(context: IntakeContext, application: Application, first: number): Promise<void> {
  const { seen } = application.inspection;
  // After a crash some are ended already and no longer listed: numbers go on where the delivery stands.
  let number = Math.max(first, (await getDelivery(context, application.delivery)).batches);
  let pending: RecordId[] = [];
  let ended = 0;
  const flush = async (): Promise<void> => {
    const batch: Batch = { number, records: [], quarantined: [], ending: pending };
    await applyBatch(context, application.delivery, batch, context.listener);
    number += 1;
    ended += pending.length;
    pending = [];
    context.onProgress({ phase: 'ending', rows: ended, of: application.inspection.wouldEnd });
  };
  for await (const ids of listRecordIds(context, application.definition.id)) {
    for (const id of ids) {
      if (seen.has(id)) continue;
      pending.push(id);
      if (pending.length >= ENDING_RECORDS) await flush();
    }
  }
  if (pending.length > 0) await flush();
}
