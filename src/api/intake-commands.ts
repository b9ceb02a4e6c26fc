import { allowsDataset } from '../access/apps/scope.ts';
import { requireRole } from '../access/caller.ts';
import { JingweiError } from '../errors.ts';
import { getDefinition } from '../intake/dataset-store.ts';
import type { DeliveryReport } from '../intake/delivery.ts';
import { getDelivery } from '../intake/delivery-store.ts';
import { dismissDelivery, releaseDelivery } from '../intake/held-delivery.ts';
import { findQuarantinedRows } from '../intake/list-quarantine.ts';
import { parseCorrections, parsePushedRows } from '../intake/parse-pushed-rows.ts';
import { pushRows } from '../intake/push-rows.ts';
import { dismissQuarantined, retryQuarantined } from '../intake/quarantine.ts';
import { undoDelivery } from '../intake/undo-delivery.ts';
import type { RequestContext } from './context.ts';
import { maySee, requireDataset } from './dataset-access.ts';

const DECISIONS = { release: releaseDelivery, dismiss: dismissDelivery, undo: undoDelivery } as const;
const LONGEST_REASON = 1_000;
/** Others are turned away before anything is read: what they name may exist or not. */
const DECIDERS = ['bureau', 'department'] as const;

/** Takes rows in that a caller pushes. Throws FORBIDDEN, DATASET_UNKNOWN, BAD_INPUT and what intake throws. */
export async function submitRecords(
  context: RequestContext,
  dataset: string,
  rows: readonly unknown[],
): Promise<DeliveryReport> {
  requireRole(context, ['bureau', 'app', 'department']);
  await requireDataset(context, dataset);
  requireScope(context, dataset);
  const definition = await getDefinition(context, dataset);
  return changed(context, pushRows(context, definition, parsePushedRows(rows)));
}

/** Of datasets outside its scopes an app is not even told that they exist. Throws DATASET_UNKNOWN. */
function requireScope({ caller }: RequestContext, dataset: string): void {
  if (caller.role !== 'app' || allowsDataset(caller.app?.scopes ?? [], 'submit', dataset)) return;
  throw new JingweiError('DATASET_UNKNOWN', { dataset });
}

/** Does with a delivery what a person decided. Throws FORBIDDEN, NOT_FOUND and what intake throws. */
export async function decideDelivery(
  context: RequestContext,
  id: string,
  decision: keyof typeof DECISIONS,
): Promise<DeliveryReport> {
  requireRole(context, DECIDERS);
  const { dataset } = await getDelivery(context, id);
  if (!(await maySee(context, dataset))) throw new JingweiError('NOT_FOUND', { kind: 'delivery', id });
  return changed(context, DECISIONS[decision](context, id));
}

/** Takes a quarantined row in again with corrected cells. Throws FORBIDDEN, NOT_FOUND and what intake throws. */
export async function retryQuarantinedRow(
  context: RequestContext,
  id: string,
  corrections: unknown,
): Promise<DeliveryReport> {
  requireRole(context, DECIDERS);
  await requireRows(context, [id]);
  return changed(context, retryQuarantined(context, id, parseCorrections(corrections)));
}

/** Turns quarantined rows down. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT, LIMIT_EXCEEDED. */
export async function dismissQuarantinedRows(
  context: RequestContext,
  ids: readonly string[],
  reason: string,
): Promise<number> {
  requireRole(context, DECIDERS);
  const { maxLookup } = context.settings.limits;
  if (ids.length > maxLookup)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of rows', limit: maxLookup });
  if (reason.trim() === '' || reason.length > LONGEST_REASON)
    throw new JingweiError('BAD_INPUT', {
      reason: `reason is empty or longer than ${LONGEST_REASON} characters`,
      argument: 'reason',
    });
  await requireRows(context, ids);
  return changed(context, dismissQuarantined(context, ids, reason.trim()));
}

async function requireRows(context: RequestContext, ids: readonly string[]): Promise<void> {
  const rows = await findQuarantinedRows(context, ids);
  for (const id of ids) {
    const dataset = rows.get(id)?.dataset;
    if (dataset === undefined || !(await maySee(context, dataset)))
      throw new JingweiError('NOT_FOUND', { kind: 'quarantined row', id });
  }
}

/** What was read before a change must not be shown after it. */
async function changed<T>(context: RequestContext, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    context.forget();
  }
}
