import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listUnfinishedDeliveries } from '../generated/statements.ts';
import { fromDateTime } from '../graph/values.ts';
import type { DeliveryId } from '../ids.ts';
import { applyDelivery } from './apply-delivery.ts';
import { getDefinitionByHash } from './dataset-store.ts';
import { whyUnreadable } from './delivery.ts';
import { changeDelivery, getDelivery, type StoredDelivery } from './delivery-store.ts';
import { inspectDelivery } from './inspect-delivery.ts';
import type { IntakeContext } from './intake-context.ts';
import { isOwned, OWNER, whileRunning } from './owner.ts';
import { settleRemapped } from './remap.ts';
import { dropChunks, restoreSpool } from './spool.ts';
import { spoolSource } from './spool-source.ts';
import { continueUndo } from './undo-delivery.ts';

/** Deliveries of all datasets that nobody works on any more. Returns those that were brought to an end. */
export async function resumeInterrupted(context: IntakeContext): Promise<readonly DeliveryId[]> {
  const resumed: DeliveryId[] = [];
  for (const id of await listInterrupted(context)) {
    await resumeDelivery(context, id);
    resumed.push(id);
  }
  return resumed;
}

async function listInterrupted(context: Context): Promise<readonly DeliveryId[]> {
  const rows = await context.graph.read(listUnfinishedDeliveries, {});
  return rows
    .filter(
      ({ id, owner, heartbeatAt }) =>
        !isOwned(id, owner, Date.parse(fromDateTime(heartbeatAt)), context.clock()),
    )
    .map(({ id }) => id);
}

/** Brings an interrupted delivery to the end that it would have had undisturbed. */
export async function resumeDelivery(context: IntakeContext, id: DeliveryId): Promise<void> {
  const delivery = await getDelivery(context, id);
  await changeDelivery(context, id, { owner: OWNER });
  await whileRunning(id, async () => {
    if (delivery.state === 'RECEIVING') return abandon(context, id);
    switch (delivery.kind) {
      case 'FILE':
      case 'REMAP':
        return applyOrHold(context, delivery);
      case 'PUSH':
      case 'RETRY':
        // Its one batch is either in whole or not at all; in the latter case the sender never got an answer.
        return delivery.batches > 0
          ? changeDelivery(context, id, { state: 'APPLIED' })
          : abandon(context, id);
      case 'RETENTION':
        // What it ended has ended; the next run goes on where it was.
        return changeDelivery(context, id, { state: 'APPLIED' });
      case 'UNDO':
        return continueUndo(context, delivery);
    }
  });
}

/** What no second try mends: the delivery itself, or what it is read by, has to change. */
const LASTING = new Set([
  'FILE_ENCODING',
  'FILE_UNCONVERTED',
  'FILE_FORMAT',
  'FILE_UNREADABLE',
  'LIMIT_EXCEEDED',
]);

/** A delivery that cannot be applied waits for a person: it must stop neither the next one nor the server. */
async function applyOrHold(context: IntakeContext, delivery: StoredDelivery): Promise<void> {
  try {
    await applyKept(context, delivery);
  } catch (error) {
    if (!(error instanceof JingweiError) || !LASTING.has(error.code)) throw error;
  }
}

/**
 * Applies a delivery from the bytes that the graph keeps of it. Where that cannot be done, it is held (again).
 * Throws what the readers throw.
 */
export async function applyKept(context: IntakeContext, delivery: StoredDelivery): Promise<void> {
  try {
    await applyBytes(context, delivery);
  } catch (error) {
    if (error instanceof JingweiError && LASTING.has(error.code)) {
      const heldReasons = JSON.stringify([whyUnreadable(error)]);
      await changeDelivery(context, delivery.id, { state: 'HELD', heldReasons });
    }
    throw error;
  }
}

async function applyBytes(context: IntakeContext, delivery: StoredDelivery): Promise<void> {
  const definition = await getDefinitionByHash(context, delivery.definition);
  const spool = await restoreSpool(context, delivery.id, delivery.hash);
  try {
    const source = spoolSource(spool, definition.contract, delivery.format);
    const inspection = await inspectDelivery(context, definition, source, delivery.mode, context.onProgress);
    if (inspection.unreadable !== null) throw inspection.unreadable;
    await applyDelivery(context, {
      delivery: delivery.id,
      definition,
      mode: delivery.mode,
      statedAt: delivery.statedAt,
      source,
      inspection,
      ...(delivery.kind === 'REMAP' ? { finish: () => settleRemapped(context, delivery) } : {}),
    });
  } finally {
    await spool.remove();
  }
}

async function abandon(context: Context, id: DeliveryId): Promise<void> {
  await changeDelivery(context, id, { state: 'DISMISSED' });
  await dropChunks(context, id);
}
