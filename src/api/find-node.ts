import { type AsOf, PRESENT } from '../as-of.ts';
import { findDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetModel, DepartmentModel } from '../intake/dataset-model.ts';
import type { DeliveryModel } from '../intake/delivery-model.ts';
import { findQuarantinedRows, type QuarantinedRowModel } from '../intake/list-quarantine.ts';
import type { MentionModel } from '../intake/mention.ts';
import type { RecordModel } from '../intake/record.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { RequestContext } from './context.ts';
import { maySee } from './dataset-access.ts';

type NodeModel =
  | DatasetModel
  | DeliveryModel
  | DepartmentModel
  | EntityModel
  | MentionModel
  | QuarantinedRowModel
  | RecordModel;

type NodeType = 'Dataset' | 'Delivery' | 'Department' | 'Entity' | 'Mention' | 'QuarantinedRow' | 'Record';

const BY_PREFIX: Readonly<Record<string, NodeType>> = {
  d_: 'Delivery',
  e_: 'Entity',
  m_: 'Mention',
  q_: 'QuarantinedRow',
  r_: 'Record',
};

/** What an id is the id of: its prefix tells; ids of datasets and departments have none, and a dataset's has a slash. */
export function typeOfNode(id: string): NodeType {
  return BY_PREFIX[id.slice(0, 2)] ?? (id.includes('/') ? 'Dataset' : 'Department');
}

/** Any object by its id; null when there is none that the caller may see. */
export async function findNode(context: RequestContext, asOf: AsOf, id: string): Promise<NodeModel | null> {
  const loaders = context.loaders(asOf);
  switch (typeOfNode(id)) {
    case 'Dataset':
      return (await findDataset(context, id)) ?? null;
    case 'Delivery':
      return findDelivery(context, id);
    case 'Department':
      return (await loadCatalogue(context)).departments.get(id) ?? null;
    case 'Entity':
      return loaders.entities.load(id);
    case 'Mention':
      return loaders.mentions.load(id);
    case 'QuarantinedRow':
      return findQuarantinedRow(context, id);
    case 'Record':
      return loaders.records.load(id);
  }
}

/** One delivery that the caller may see. */
export async function findDelivery(context: RequestContext, id: string): Promise<DeliveryModel | null> {
  const delivery = await context.loaders(PRESENT).deliveries.load(id);
  return delivery !== null && (await maySee(context, delivery.dataset)) ? delivery : null;
}

/** One quarantined row that the caller may see. */
export async function findQuarantinedRow(
  context: RequestContext,
  id: string,
): Promise<QuarantinedRowModel | null> {
  const row = (await findQuarantinedRows(context, [id])).get(id);
  return row !== undefined && (await maySee(context, row.dataset)) ? row : null;
}
