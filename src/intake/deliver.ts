import type { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { now } from '../context.ts';
import { confirmDelivery } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import type { DeliveryId } from '../ids.ts';
import { applyDelivery } from './apply-delivery.ts';
import { getDefinition, registerDefinition } from './dataset-store.ts';
import type { DatasetDefinition } from './definition.ts';
import { type DeliveryKind, type DeliveryMode, type DeliveryReport, states } from './delivery.ts';
import {
  changeDelivery,
  getReport,
  listRecentDeliveries,
  openDelivery,
  type StoredDelivery,
} from './delivery-store.ts';
import { type Inspection, inspectDelivery } from './inspect-delivery.ts';
import type { IntakeContext } from './intake-context.ts';
import { whileRunning } from './owner.ts';
import { resumeDelivery } from './resume-delivery.ts';
import { keepChunks, type Spool, spoolFile, spoolStream } from './spool.ts';
import { spoolSource } from './spool-source.ts';

export interface DeliveryRequest {
  readonly definition: DatasetDefinition;
  /** A path, or the bytes as they arrive. */
  readonly file: string | Readable;
  /** FULL or INCREMENT where it differs from the mapping's. */
  readonly mode?: DeliveryMode | undefined;
  /** The delivery's own date of statement, ISO; the moment of receipt when it has none. */
  readonly statedAt?: string | undefined;
}

/**
 * Takes a file in: checks all of it, then applies it batch by batch, or holds it for a person. Whatever kills the
 * process, giving the same file again (or only starting again) ends in the same graph; a file that was applied last
 * changes nothing.
 * @throws JingweiError FILE_*, LIMIT_EXCEEDED, DISK_FULL, DELIVERY_IN_PROGRESS
 */
export async function deliver(context: IntakeContext, request: DeliveryRequest): Promise<DeliveryReport> {
  const { definition, file } = request;
  await registerDefinition(context, definition);
  await finishInterrupted(context, definition.id);
  const spool = typeof file === 'string' ? await spoolFile(context, file) : await spoolStream(context, file);
  try {
    const repeated = await findRepeated(context, definition, spool.hash);
    const statedAt = request.statedAt ?? now(context);
    if (repeated !== undefined) {
      // How long something may be kept counts from when it was last stated.
      if (!repeated.held)
        await context.graph.write((transaction) =>
          transaction.run(confirmDelivery, { delivery: repeated.delivery, statedAt: toDateTime(statedAt) }),
        );
      return repeated;
    }
    return await takeIn(context, {
      definition,
      spool,
      kind: 'FILE',
      mode: request.mode ?? definition.mapping.delivery,
      format: 'contract',
      statedAt,
    });
  } finally {
    await spool.remove();
  }
}

export interface SpooledDelivery {
  readonly definition: DatasetDefinition;
  readonly spool: Spool;
  readonly kind: DeliveryKind;
  readonly mode: DeliveryMode;
  readonly format: StoredDelivery['format'];
  readonly statedAt: string;
}

/** Checks a spooled delivery, keeps its bytes, and applies it unless it has to be held. */
export async function takeIn(context: IntakeContext, given: SpooledDelivery): Promise<DeliveryReport> {
  const { definition, spool, kind, mode, format, statedAt } = given;
  const source = spoolSource(spool, definition.contract, format);
  const inspection = await inspectDelivery(context, definition, source, mode, context.onProgress);
  const heldReasons = [...inspection.heldReasons, ...(await findOlder(context, definition.id, statedAt))];
  const delivery = await openDelivery(context, {
    definition,
    hash: spool.hash,
    kind,
    mode,
    format,
    statedAt,
    state: 'RECEIVING',
  });
  return whileRunning(delivery, async () => {
    await keepChunks(context, delivery, spool);
    const held = heldReasons.length > 0 && kind === 'FILE';
    await changeDelivery(context, delivery, {
      state: held ? 'HELD' : 'APPLYING',
      rows: BigInt(inspection.rows),
      heldReasons: JSON.stringify(heldReasons),
    });
    if (!held) await applyInspected(context, delivery, given, inspection);
    return getReport(context, delivery);
  });
}

async function applyInspected(
  context: IntakeContext,
  delivery: DeliveryId,
  given: SpooledDelivery,
  inspection: Inspection,
): Promise<void> {
  const source = spoolSource(given.spool, given.definition.contract, given.format);
  await applyDelivery(context, { ...given, delivery, source, inspection });
}

/** The report of the last delivery when it was this very file, read by this very definition; nothing changes then. */
async function findRepeated(
  context: Context,
  definition: DatasetDefinition,
  hash: string,
): Promise<DeliveryReport | undefined> {
  const recent = await listRecentDeliveries(context, definition.id);
  const standing = recent.find(
    ({ state, kind }) => states(kind) && (state === 'APPLIED' || state === 'HELD'),
  );
  if (standing === undefined || standing.hash !== hash || standing.definition !== definition.hash)
    return undefined;
  const report = await getReport(context, standing.id);
  if (report.held) return report;
  const unchanged = report.rows - report.quarantined;
  return { ...report, accepted: 0, versions: 0, ended: 0, unchanged, seconds: 0 };
}

async function findOlder(
  context: Context,
  dataset: string,
  statedAt: string,
): Promise<Inspection['heldReasons']> {
  const recent = await listRecentDeliveries(context, dataset);
  const newest = recent.find(({ state, kind }) => state === 'APPLIED' && states(kind) && kind !== 'REMAP');
  if (newest === undefined || Date.parse(newest.statedAt) <= Date.parse(statedAt)) return [];
  return [{ code: 'OLDER', text: `it states ${statedAt}, the newest one applied states ${newest.statedAt}` }];
}

/** Ends what an earlier process left half done, so that deliveries of a dataset are applied in order. */
async function finishInterrupted(context: IntakeContext, dataset: string): Promise<void> {
  const recent = await listRecentDeliveries(context, dataset);
  for (const { id, state, owned } of [...recent].reverse()) {
    if ((state === 'RECEIVING' || state === 'APPLYING') && !owned) await resumeDelivery(context, id);
  }
}

/** Applies a delivery of a dataset by its present definition. */
export async function deliverTo(
  context: IntakeContext,
  dataset: string,
  request: Omit<DeliveryRequest, 'definition'>,
): Promise<DeliveryReport> {
  return deliver(context, { ...request, definition: await getDefinition(context, dataset) });
}
