import type { AsOf } from '../as-of.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import type { DatasetModel, DepartmentModel } from '../intake/dataset-catalogue.ts';
import { getDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DeliveryModel } from '../intake/delivery-model.ts';
import type { RecordModel } from '../intake/record.ts';
import type { RequestContext } from './context.ts';

/** The record that something read says it comes from. Throws NOT_FOUND when it is gone meanwhile. */
export async function getRecord(context: RequestContext, asOf: AsOf, id: string): Promise<RecordModel> {
  return (await context.loaders(asOf).records.load(id)) ?? notFound('record', id);
}

/** The delivery that something read says it comes from. Throws NOT_FOUND. */
export async function getDelivery(context: RequestContext, id: string): Promise<DeliveryModel> {
  return (await context.loaders(PRESENT).deliveries.load(id)) ?? notFound('delivery', id);
}

/** The department that owns a dataset. Throws DATASET_UNKNOWN. */
export async function getDepartmentOf(context: RequestContext, dataset: string): Promise<DepartmentModel> {
  return (await getDataset(context, dataset)).department;
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
