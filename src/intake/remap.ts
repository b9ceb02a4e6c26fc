import { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { now } from '../context.ts';
import { settleQuarantined } from '../generated/statements.ts';
import { registerDefinition } from './dataset-store.ts';
import type { DatasetDefinition } from './definition.ts';
import type { DeliveryReport } from './delivery.ts';
import {
  changeDelivery,
  getDelivery,
  getReport,
  openDelivery,
  readStanding,
  type StoredDelivery,
} from './delivery-store.ts';
import type { IntakeContext } from './intake-context.ts';
import { writeKeptRow } from './kept-rows.ts';
import { whileRunning } from './owner.ts';
import { applyKept } from './resume-delivery.ts';
import { keepChunks, spoolStream } from './spool.ts';
import { listStatedRows } from './stored-rows.ts';
import { listUnsaidRows, listWaitingRows } from './waiting-rows.ts';

/** After every delivery that there is. */
const LAST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Applies a changed contract or mapping to the raw rows that are kept, without a new delivery: what the new definition
 * makes of them replaces what the old one made, quarantined rows that nothing newer has overtaken get another chance, and all
 * of it can be undone. A row that its reader found faulty waits on: only a correction mends it.
 * Throws DELIVERY_IN_PROGRESS, also when another delivery came in while the kept rows were read.
 */
export async function remap(context: IntakeContext, definition: DatasetDefinition): Promise<DeliveryReport> {
  await registerDefinition(context, definition);
  // What comes in while rows are read would not be among them, and so be ended or settled unseen.
  const standing = await readStanding(context, definition.id);
  const spool = await spoolStream(context, Readable.from(writeLines(context, definition.id)));
  try {
    const delivery = await openDelivery(context, {
      definition,
      hash: spool.hash,
      kind: 'REMAP',
      mode: 'FULL',
      format: 'kept',
      statedAt: now(context),
      state: 'RECEIVING',
      standing,
    });
    return await whileRunning(delivery, async () => {
      await keepChunks(context, delivery, spool);
      await changeDelivery(context, delivery, { state: 'APPLYING' });
      await applyKept(context, await getDelivery(context, delivery));
      return getReport(context, delivery);
    });
  } finally {
    await spool.remove();
  }
}

/** Every raw row of a dataset that still counts: those of its current records, then those that wait in quarantine. */
async function* writeLines(context: Context, dataset: string): AsyncGenerator<string> {
  for await (const rows of listStatedRows(context, dataset)) for (const row of rows) yield writeKeptRow(row);
  for await (const rows of listUnsaidRows(context, dataset, LAST))
    for (const row of rows) yield writeKeptRow(row);
}

/** The waiting rows that a remap took in again are settled: they were accepted, or wait under the remap itself. */
export async function settleRemapped(context: Context, delivery: StoredDelivery): Promise<void> {
  for await (const rows of listWaitingRows(context, delivery.dataset, BigInt(delivery.sequence))) {
    const ids = rows.map(({ id }) => id);
    await context.graph.write((transaction) =>
      transaction.run(settleQuarantined, { ids, state: 'RETRIED', by: delivery.id }),
    );
  }
}
