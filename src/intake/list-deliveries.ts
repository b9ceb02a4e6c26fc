import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import { tellInSteps } from '../access/small-count.ts';
import {
  countDeliveries,
  findDeliveries as findDeliveriesStatement,
  listLatestDeliveries,
  pageDeliveries,
} from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { toInstant } from '../instant.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import type { DeliveryState } from './delivery.ts';
import { type DeliveryModel, toDelivery } from './delivery-model.ts';

export interface DeliveryListArguments extends PageArguments {
  readonly state?: DeliveryState | null | undefined;
}

/** A page of the deliveries of some datasets, newest first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listDeliveries(
  context: ReadContext,
  datasets: readonly string[],
  args: DeliveryListArguments,
): Promise<Connection<DeliveryModel>> {
  const { state } = args;
  const list = ['deliveries', datasets, state ?? null];
  const page = readPage(context, args, list, z.tuple([z.int(), z.string()]));
  const [time, beforeId] = page.after ?? [null, ''];
  const beforeTime = toDateTime(time === null ? FAR_FUTURE : toInstant(time));
  const options = {
    signal: context.signal,
    slots: { state: state == null ? 'delivery-state-any' : 'delivery-state-is' },
  } as const;
  const filter = {
    datasets,
    ...(state == null ? {} : { state }),
    sight: context.access.decision.sight,
  };
  const rows = await context.graph.read(
    pageDeliveries,
    { ...filter, beforeTime, beforeId, limit: page.limit },
    options,
  );
  return toConnection(
    page,
    rows,
    (row) => toTold(context, row),
    ({ receivedAt, id }) => [receivedAt, id],
    async () =>
      (await context.graph.read(countDeliveries, { ...filter, most: page.most }, options))[0]?.count ?? 0,
  );
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
