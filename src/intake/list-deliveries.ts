import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import { tellInSteps } from '../access/small-count.ts';
import {
  countDeliveries,
  findDeliveries as findDeliveriesStatement,
  listLatestDeliveries,
  pageDeliveries as pageDeliveriesStatement,
} from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import { toInstant } from '../instant.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import type { DeliveryState } from './delivery.ts';
import { type DeliveryModel, toDelivery } from './delivery-model.ts';

export interface DeliveryListArguments extends PageArguments {
  readonly state?: DeliveryState | null | undefined;
}

/** Where a page of deliveries begins: behind one that was received at a time (milliseconds since 1970), by id. */
export interface DeliveryRange {
  readonly state: DeliveryState | null;
  readonly after: readonly [receivedAt: number, id: string] | null;
  readonly limit: bigint;
}

/** The position of a delivery in its list. */
export const DeliveryPosition = z.tuple([z.int(), z.string()]);

/** A page of the deliveries of some datasets, newest first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listDeliveries(
  context: ReadContext,
  datasets: readonly string[],
  { state = null, ...args }: DeliveryListArguments,
): Promise<Connection<DeliveryModel>> {
  const page = readPage(context, args, ['deliveries', datasets, state], DeliveryPosition);
  return toConnection(
    page,
    await readDeliveries(context, datasets, { state, ...page }, 'page-of-all'),
    (delivery) => delivery,
    ({ receivedAt, id }) => [receivedAt, id],
    async () => (await tally(context, datasets, { state, ...page }, 'tally-of-all')).get('') ?? 0,
  );
}

/** A page of the deliveries of each of some datasets, newest first. */
export async function pageDeliveriesOf(
  context: ReadContext,
  datasets: readonly string[],
  range: DeliveryRange,
): Promise<ReadonlyMap<string, readonly DeliveryModel[]>> {
  return groupRows(await readDeliveries(context, datasets, range, 'page-of-each'), ({ dataset }) => dataset);
}

/** How many deliveries each of some datasets has, counted to `most`. */
export function countDeliveriesOf(
  context: ReadContext,
  datasets: readonly string[],
  range: { readonly state: DeliveryState | null; readonly most: bigint },
): Promise<ReadonlyMap<string, number>> {
  return tally(context, datasets, range, 'tally-of-each');
}

async function readDeliveries(
  context: ReadContext,
  datasets: readonly string[],
  { state, after, limit }: DeliveryRange,
  spread: 'page-of-all' | 'page-of-each',
): Promise<readonly DeliveryModel[]> {
  const [time, beforeId] = after ?? [null, ''];
  const rows = await context.graph.read(
    pageDeliveriesStatement,
    {
      ...{ datasets, beforeId, limit, ...(state === null ? {} : { state }) },
      beforeTime: toDateTime(time === null ? FAR_FUTURE : toInstant(time)),
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: { state: stateSlot(state), spread } },
  );
  return rows.map((row) => toTold(context, row));
}

async function tally(
  context: ReadContext,
  datasets: readonly string[],
  { state, most }: { readonly state: DeliveryState | null; readonly most: bigint },
  spread: 'tally-of-all' | 'tally-of-each',
): Promise<ReadonlyMap<string, number>> {
  const rows = await context.graph.read(
    countDeliveries,
    {
      ...{ datasets, most, ...(state === null ? {} : { state }) },
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: { state: stateSlot(state), tally: spread } },
  );
  return new Map(rows.map(({ dataset, count }) => [dataset, count]));
}

function stateSlot(state: DeliveryState | null): 'delivery-state-any' | 'delivery-state-is' {
  return state === null ? 'delivery-state-any' : 'delivery-state-is';
}

/** Who may see only some of a dataset's records is told what its deliveries counted in steps. */
function toTold(context: ReadContext, row: Parameters<typeof toDelivery>[0]): DeliveryModel {
  const delivery = toDelivery(row);
  const { access, settings } = context;
  const record = access.catalogue.datasets.get(delivery.dataset)?.classes.record ?? 'sensitive';
  if (access.decision.verdict(delivery.dataset, record).effect === 'allow') return delivery;
  const told = (count: number): number => tellInSteps(settings, count);
  return {
    ...delivery,
    rows: told(delivery.rows),
    accepted: told(delivery.accepted),
    unchanged: told(delivery.unchanged),
    versions: told(delivery.versions),
    quarantined: told(delivery.quarantined),
    ended: told(delivery.ended),
  };
}

/** Deliveries by id; an id without one has no entry. */
export async function findDeliveries(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeliveryModel>> {
  const rows = await context.graph.read(
    findDeliveriesStatement,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toTold(context, row)]));
}

/** The id of the newest delivery of each of some datasets. */
export async function findLatestDeliveries(
  context: ReadContext,
  datasets: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await context.graph.read(
    listLatestDeliveries,
    { datasets, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map(({ dataset, delivery }) => [dataset, delivery]));
}
