import { PRESENT, toAsOf } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toEnd, toInstant } from '../../instant.ts';
import { countDatasetRecords } from '../../intake/count-dataset-records.ts';
import { findDataset, getDataset, loadCatalogue } from '../../intake/dataset-catalogue.ts';
import { listDeliveries } from '../../intake/list-deliveries.ts';
import { listQuarantine } from '../../intake/list-quarantine.ts';
import { listRecords } from '../../intake/list-records.ts';
import { listAttributes } from '../../intake/mention.ts';
import { visibleDatasets } from '../dataset-access.ts';
import { findDelivery } from '../find-node.ts';
import { findEntityOfMention, findLatestDelivery } from '../follow.ts';
import { getDelivery, getRecord, listDatasetsOf } from '../get-loaded.ts';

export const intakeResolvers = {
  Query: {
    department: async (_parent, { id }, context) => (await loadCatalogue(context)).departments.get(id),
    departments: async (_parent, _args, context) => [...(await loadCatalogue(context)).departments.values()],
    dataset: (_parent, { id }, context) => findDataset(context, id),
    datasets: async (_parent, _args, context) => [...(await loadCatalogue(context)).datasets.values()],
    delivery: (_parent, { id }, context) => findDelivery(context, id),
    deliveries: async (_parent, { dataset, ...args }, context) =>
      listDeliveries(context, await visibleDatasets(context, chosen(dataset)), args),
    quarantine: async (_parent, { dataset, ...args }, context) =>
      listQuarantine(context, await visibleDatasets(context, chosen(dataset)), args),
    record: (_parent, { id, asOf }, context) => context.loaders(toAsOf(asOf)).records.load(id),
    records: (_parent, { asOf, ...args }, context) => listRecords(context, toAsOf(asOf), args),
  },
  Department: {
    datasets: ({ id }, _args, context) => listDatasetsOf(context, id),
  },
  Dataset: {
    recordCount: ({ id }, _args, context) => countDatasetRecords(context, PRESENT, id),
    latestDelivery: ({ id }, _args, context) => findLatestDelivery(context, id),
    deliveries: async ({ id }, args, context) =>
      listDeliveries(context, await visibleDatasets(context, chosen(id)), args),
  },
  Delivery: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    receivedAt: ({ receivedAt }) => toInstant(receivedAt),
  },
  DeliveryReport: {
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
    quarantine: async ({ delivery, dataset }, _args, context) =>
      (await listQuarantine(context, [dataset], { delivery, state: 'OPEN', first: REPORTED_ROWS })).nodes,
  },
  QuarantinedRow: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
  },
  Record: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    recordedTo: ({ recordedTo }) => toEnd(recordedTo),
    rows: ({ id, asOf }, _args, context) => context.loaders(asOf).recordRows.load(id),
    mentions: ({ id, asOf }, _args, context) => context.loaders(asOf).recordMentions.load(id),
    versions: ({ id, asOf }, _args, context) => context.loaders(asOf).recordVersions.load(id),
  },
  RecordVersion: {
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    recordedTo: ({ recordedTo }) => toEnd(recordedTo),
  },
  Mention: {
    type: ({ type }) => (type === '' ? null : type),
    record: ({ record, asOf }, _args, context) => getRecord(context, asOf, record),
    attributes: (mention) => listAttributes(mention),
    entity: (mention, _args, context) => findEntityOfMention(context, mention),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    recordedTo: ({ recordedTo }) => toEnd(recordedTo),
  },
} satisfies GqlResolvers;

const REPORTED_ROWS = 100;

function chosen(dataset: string | null | undefined): { readonly datasets: readonly string[] | null } {
  return { datasets: dataset == null ? null : [dataset] };
}
