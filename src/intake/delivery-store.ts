import { z } from 'zod';
import type { Context } from '../context.ts';
import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { createDelivery, listDeliveriesOf, readDelivery, updateDelivery } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, type Properties, toDateTime } from '../graph/values.ts';
import { type DeliveryId, deliveryId } from '../ids.ts';
import { takeLock } from './apply-batch.ts';
import type { DatasetDefinition } from './definition.ts';
import {
  DELIVERY_KINDS,
  DELIVERY_STATES,
  type DeliveryKind,
  type DeliveryMode,
  type DeliveryReport,
  type DeliveryState,
  HELD_REASONS,
  type HeldReason,
} from './delivery.ts';
import { isOwned, OWNER } from './owner.ts';

/** A delivery as the graph keeps it. */
export interface StoredDelivery {
  readonly id: DeliveryId;
  readonly dataset: string;
  readonly sequence: number;
  readonly hash: string;
  readonly kind: DeliveryKind;
  readonly mode: DeliveryMode;
  readonly state: DeliveryState;
  /** How its bytes are written: as the contract says, as rows that the graph kept, or as plain objects (`ndjson`). */
  readonly format: 'contract' | 'kept' | 'ndjson';
  readonly definition: string;
  readonly statedAt: string;
  readonly receivedAt: string;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly versions: number;
  readonly quarantined: number;
  readonly ended: number;
  readonly batches: number;
  readonly heldReasons: readonly HeldReason[];
  readonly notes: readonly string[];
  readonly seconds: number;
  readonly owned: boolean;
}

export interface NewDelivery {
  readonly definition: DatasetDefinition;
  readonly hash: string;
  readonly kind: DeliveryKind;
  readonly mode: DeliveryMode;
  readonly format: StoredDelivery['format'];
  readonly statedAt: string;
  readonly state: 'RECEIVING' | 'APPLYING';
  /** The delivery that an UNDO takes back. */
  readonly undoes?: DeliveryId;
  /** How the dataset stood when its content was read; opened only if it still stands so. */
  readonly standing?: Standing;
}

/** The newest deliveries of a dataset and the state of each: as long as it is the same, so is what the dataset states. */
export type Standing = string;

const RECENT = 50n;
const HeldReasons = z.array(z.object({ code: z.enum(HELD_REASONS), text: z.string() }));
const Shape = z.object({
  kind: z.enum(DELIVERY_KINDS),
  mode: z.enum(['FULL', 'INCREMENT']),
  state: z.enum(DELIVERY_STATES),
  format: z.enum(['contract', 'kept', 'ndjson']),
});

/** One delivery. Throws NOT_FOUND. */
export async function getDelivery(context: Context, id: string): Promise<StoredDelivery> {
  const row = (await context.graph.read(readDelivery, { id }))[0];
  if (row === undefined) throw new JingweiError('NOT_FOUND', { kind: 'delivery', id });
  return {
    ...row,
    ...Shape.parse(row),
    statedAt: fromDateTime(row.statedAt),
    receivedAt: fromDateTime(row.receivedAt),
    heldReasons: HeldReasons.parse(JSON.parse(row.heldReasons)),
    owned: isOwned(row.id, row.owner, Date.parse(fromDateTime(row.heartbeatAt)), context.clock()),
  };
}

/** The newest deliveries of a dataset, newest first. */
export async function listRecentDeliveries(context: Context, dataset: string) {
  const rows = await context.graph.read(listDeliveriesOf, { dataset, limit: RECENT });
  return rows.map((row) => ({
    ...row,
    state: z.enum(DELIVERY_STATES).parse(row.state),
    kind: z.enum(DELIVERY_KINDS).parse(row.kind),
    statedAt: fromDateTime(row.statedAt),
    owned: isOwned(row.id, row.owner, Date.parse(fromDateTime(row.heartbeatAt)), context.clock()),
  }));
}

/** How a dataset stands, for {@link NewDelivery.standing}. */
export async function readStanding(context: Context, dataset: string): Promise<Standing> {
  return standingOf(await context.graph.read(listDeliveriesOf, { dataset, limit: RECENT }));
}

function standingOf(recent: readonly { readonly id: string; readonly state: string }[]): Standing {
  return recent.map(({ id, state }) => `${id} ${state}`).join();
}

/**
 * Opens the next delivery of a dataset. Throws DELIVERY_IN_PROGRESS when another one is not finished, or came in after
 * the content of this one was read.
 */
export async function openDelivery(context: Context, request: NewDelivery): Promise<DeliveryId> {
  return context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    return addDelivery(context, transaction, request);
  });
}

/** As {@link openDelivery}, within a transaction that holds the writer's lock. */
export async function addDelivery(
  context: Context,
  transaction: Transaction,
  request: NewDelivery,
): Promise<DeliveryId> {
  const dataset = request.definition.id;
  const recent = await transaction.run(listDeliveriesOf, { dataset, limit: RECENT });
  const unfinished = recent.find(({ state }) => state === 'RECEIVING' || state === 'APPLYING');
  if (unfinished !== undefined) {
    throw new JingweiError('DELIVERY_IN_PROGRESS', { dataset, delivery: unfinished.id });
  }
  if (request.standing !== undefined && request.standing !== standingOf(recent)) {
    throw new JingweiError('DELIVERY_IN_PROGRESS', { dataset, delivery: recent[0]?.id ?? '' });
  }
  const id = deliveryId(dataset, request.hash, (recent[0]?.sequence ?? 0) + 1);
  const received = toDateTime(now(context));
  const properties: Properties = {
    id,
    dataset,
    hash: request.hash,
    kind: request.kind,
    mode: request.mode,
    state: request.state,
    format: request.format,
    definition: request.definition.hash,
    statedAt: toDateTime(request.statedAt),
    receivedAt: received,
    heartbeatAt: received,
    owner: OWNER,
    heldReasons: '[]',
    seconds: 0,
    ...(request.undoes === undefined ? {} : { undoes: request.undoes }),
  };
  await transaction.run(createDelivery, { dataset, properties });
  return id;
}

/** Moves a delivery on. */
export async function changeDelivery(
  context: Context,
  delivery: DeliveryId,
  properties: Properties,
): Promise<void> {
  await context.graph.write((transaction) =>
    transaction.run(updateDelivery, {
      delivery,
      properties: { ...properties, heartbeatAt: toDateTime(now(context)) },
    }),
  );
}

/** What became of a delivery, as commands and the API tell it. */
export async function getReport(context: Context, id: string): Promise<DeliveryReport> {
  const {
    dataset,
    rows,
    accepted,
    unchanged,
    versions,
    quarantined,
    ended,
    heldReasons,
    notes,
    seconds,
    ...rest
  } = await getDelivery(context, id);
  const held = rest.state === 'HELD';
  return {
    delivery: rest.id,
    dataset,
    rows,
    accepted,
    unchanged,
    versions,
    quarantined,
    ended,
    held,
    seconds,
    heldReasons,
    notes,
  };
}
