import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { updateDelivery } from '../generated/statements.ts';
import { takeLock } from './apply-batch.ts';
import { getDefinition } from './dataset-store.ts';
import type { DeliveryReport } from './delivery.ts';
import { getDelivery, getReport, listRecentDeliveries, type StoredDelivery } from './delivery-store.ts';
import type { IntakeContext } from './intake-context.ts';
import { OWNER, whileRunning } from './owner.ts';
import { applyKept } from './resume-delivery.ts';
import { dropChunks } from './spool.ts';

/**
 * Applies a held delivery after a person looked at it, by the dataset's present definition (a contract that was
 * corrected meanwhile counts). Throws DELIVERY_STATE, DELIVERY_IN_PROGRESS, NOT_FOUND.
 */
export async function releaseDelivery(context: IntakeContext, id: string): Promise<DeliveryReport> {
  const held = await getHeld(context, id, 'released');
  const recent = await listRecentDeliveries(context, held.dataset);
  const other = recent.find(({ state }) => state === 'RECEIVING' || state === 'APPLYING');
  if (other !== undefined) {
    throw new JingweiError('DELIVERY_IN_PROGRESS', { dataset: held.dataset, delivery: other.id });
  }
  const definition = await getDefinition(context, held.dataset);
  await leaveHeld(context, held, { state: 'APPLYING', definition: definition.hash, owner: OWNER });
  await whileRunning(held.id, () => applyKept(context, { ...held, definition: definition.hash }));
  return getReport(context, held.id);
}

/** Turns a held delivery down: nothing of it is applied, and its bytes go. Throws DELIVERY_STATE, NOT_FOUND. */
export async function dismissDelivery(context: Context, id: string): Promise<DeliveryReport> {
  const held = await getHeld(context, id, 'dismissed');
  if (held.batches > 0) {
    throw new JingweiError('DELIVERY_STATE', { delivery: id, state: 'in part applied', action: 'dismissed' });
  }
  await leaveHeld(context, held, { state: 'DISMISSED' });
  await dropChunks(context, held.id);
  return getReport(context, held.id);
}

async function getHeld(context: Context, id: string, action: string): Promise<StoredDelivery> {
  const delivery = await getDelivery(context, id);
  if (delivery.state !== 'HELD') throw notHeld(delivery, action);
  return delivery;
}

/** Of two people who decide at once, one wins. */
async function leaveHeld(
  context: Context,
  delivery: StoredDelivery,
  properties: { readonly state: string; readonly definition?: string; readonly owner?: string },
): Promise<void> {
  await context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    const recent = await listRecentDeliveries(context, delivery.dataset);
    if (recent.find(({ id }) => id === delivery.id)?.state !== 'HELD') throw notHeld(delivery, 'decided');
    await transaction.run(updateDelivery, { delivery: delivery.id, properties });
  });
}

function notHeld(delivery: StoredDelivery, action: string): JingweiError {
  return new JingweiError('DELIVERY_STATE', {
    delivery: delivery.id,
    state: delivery.state.toLowerCase(),
    action,
  });
}
