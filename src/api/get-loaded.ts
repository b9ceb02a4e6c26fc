import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { getDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetModel, DepartmentModel } from '../intake/dataset-model.ts';
import type { DeliveryModel, DeliveryRef } from '../intake/delivery-model.ts';
import { isRead, type RecordModel, type RecordRef } from '../intake/record.ts';
import type { DeliveryEventCounts } from '../resolve/entity-events.ts';
import type { RequestContext } from './context.ts';

/** All of a record that something else named. Throws NOT_FOUND when it is gone meanwhile. */
export async function getRecord(context: RequestContext, record: RecordRef): Promise<RecordModel> {
  if (isRead(record)) return record;
  return (await context.loaders(record.asOf).records.load(record.id)) ?? notFound('record', record.id);
}

/** All of a delivery that something else named. Throws NOT_FOUND. */
export async function getDelivery(
  context: RequestContext,
  delivery: DeliveryRef | DeliveryModel,
): Promise<DeliveryModel> {
  return 'state' in delivery ? delivery : getDeliveryById(context, delivery.id);
}

/** A delivery that something else named by its id alone. Throws NOT_FOUND. */
export async function getDeliveryById(context: RequestContext, id: string): Promise<DeliveryModel> {
  return (await context.loaders(PRESENT).deliveries.load(id)) ?? notFound('delivery', id);
}

/** What a delivery did to entities, in numbers. Throws NOT_FOUND. */
export async function getEntityEvents(
  context: RequestContext,
  delivery: string,
): Promise<DeliveryEventCounts> {
  return (await context.loaders(PRESENT).deliveryEvents.load(delivery)) ?? notFound('delivery', delivery);
}

/** The department that owns a dataset. Throws DATASET_UNKNOWN. */
export function getDepartmentOf(
  context: RequestContext,
  dataset: string,
): DepartmentModel | Promise<DepartmentModel> {
  const known = getDataset(context, dataset);
  return 'department' in known ? known.department : known.then(({ department }) => department);
}

/** The datasets of a department, in order of their ids. */
export async function listDatasetsOf(
  context: RequestContext,
  department: string,
): Promise<readonly DatasetModel[]> {
  const { datasets } = await loadCatalogue(context);
  return [...datasets.values()].filter((dataset) => dataset.department.id === department);
}

function notFound(kind: string, id: string): never {
  throw new JingweiError('NOT_FOUND', { kind, id });
}
