import { toAsOf } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { periodOf, toEnd, toInstant } from '../../instant.ts';
import { findDataset, getDataset, loadCatalogue } from '../../intake/dataset-catalogue.ts';
import { listDeliveries } from '../../intake/list-deliveries.ts';
import { listQuarantine } from '../../intake/list-quarantine.ts';
import { listRecords } from '../../intake/list-records.ts';
import { findWorkOf } from '../corrections.ts';
import { visibleDatasets } from '../dataset-access.ts';
import { findDelivery } from '../find-node.ts';
import { findEntityOfMention, findLatestDelivery, listAttributesOf, listDeliveriesOf } from '../follow.ts';
import { getDelivery, getEntityEvents, getRecord, listDatasetsOf } from '../get-loaded.ts';
import { deliveryOf, recordOf } from '../refer-to.ts';
import {
  showFault,
  showMentionName,
  showQuarantinedCells,
  showRecordCount,
  showRows,
  tellOutside,
  tellRows,
} from '../withheld.ts';

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
    records: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.where?.datasets, await listRecords(context, toAsOf(asOf), args)),
  },
  Department: {
    datasets: ({ id }, _args, context) => listDatasetsOf(context, id),
    work: (department, _args, context) => findWorkOf(context, department),
  },
  Dataset: {
    recordCount: (dataset, _args, context, info) => showRecordCount(context, info, dataset),
    latestDelivery: ({ id }, _args, context) => findLatestDelivery(context, id),
    deliveries: ({ id }, args, context) => listDeliveriesOf(context, id, args),
  },
  Delivery: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    kind: async (delivery, _args, context) => (await getDelivery(context, delivery)).kind,
    mode: async (delivery, _args, context) => (await getDelivery(context, delivery)).mode,
    state: async (delivery, _args, context) => (await getDelivery(context, delivery)).state,
    statedAt: async (delivery, _args, context) => toInstant((await getDelivery(context, delivery)).statedAt),
    receivedAt: async (delivery, _args, context) =>
      toInstant((await getDelivery(context, delivery)).receivedAt),
    rows: async (delivery, _args, context) => (await getDelivery(context, delivery)).rows,
    accepted: async (delivery, _args, context) => (await getDelivery(context, delivery)).accepted,
    unchanged: async (delivery, _args, context) => (await getDelivery(context, delivery)).unchanged,
    versions: async (delivery, _args, context) => (await getDelivery(context, delivery)).versions,
    quarantined: async (delivery, _args, context) => (await getDelivery(context, delivery)).quarantined,
    ended: async (delivery, _args, context) => (await getDelivery(context, delivery)).ended,
    entityEvents: ({ id }, _args, context) => getEntityEvents(context, id),
    seconds: async (delivery, _args, context) => (await getDelivery(context, delivery)).seconds,
    heldReasons: async (delivery, _args, context) => (await getDelivery(context, delivery)).heldReasons,
    notes: async (delivery, _args, context) => (await getDelivery(context, delivery)).notes,
  },
  DeliveryReport: {
    delivery: ({ delivery }, _args, context) => findDelivery(context, delivery),
    entityEvents: ({ delivery }, _args, context) => getEntityEvents(context, delivery),
    quarantine: async ({ delivery, dataset }, _args, context) =>
      (await listQuarantine(context, [dataset], { delivery, state: 'OPEN', first: REPORTED_ROWS })).nodes,
  },
  QuarantinedRow: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    delivery: ({ delivery, dataset }) => ({ id: delivery, dataset }),
    value: (row, _args, context, info) => showFault(context, info, row, 'value'),
    reason: (row, _args, context, info) => showFault(context, info, row, 'reason'),
    row: (row, _args, context, info) => showQuarantinedCells(context, info, row),
  },
  Record: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    key: (record, _args, context) => record.key ?? getRecord(context, record).then(({ key }) => key),
    delivery: async (record, _args, context) => deliveryOf(await getRecord(context, record)),
    statedAt: async (record, _args, context) => toInstant((await getRecord(context, record)).statedAt),
    recordedFrom: async (record, _args, context) =>
      toInstant((await getRecord(context, record)).recordedFrom),
    recordedTo: async (record, _args, context) => toEnd((await getRecord(context, record)).recordedTo),
    period: async (record, _args, context) => periodOf(await getRecord(context, record)),
    location: async (record, _args, context) => (await getRecord(context, record)).location,
    cell: async (record, _args, context) => (await getRecord(context, record)).cell,
    rows: (record, _args, context, info) => showRows(context, info, record),
    mentions: ({ id, asOf }, _args, context) => context.loaders(asOf).recordMentions.load(id),
    versions: ({ id, asOf }, _args, context) => context.loaders(asOf).recordVersions.load(id),
  },
  RecordVersion: {
    rows: (version, _args, context, info) => tellRows(context, info, version, version.rows),
    delivery: (version) => deliveryOf(version),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    recordedTo: ({ recordedTo }) => toEnd(recordedTo),
  },
  Mention: {
    type: ({ type }) => (type === '' ? null : type),
    record: (mention) => recordOf(mention),
    name: (mention, _args, context, info) => showMentionName(context, info, mention),
    attributes: (mention, _args, context, info) => listAttributesOf(context, mention, info),
    period: (mention) => periodOf(mention),
    entity: (mention, _args, context) => findEntityOfMention(context, mention),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    recordedTo: ({ recordedTo }) => toEnd(recordedTo),
  },
} satisfies GqlResolvers;

const REPORTED_ROWS = 100;

function chosen(dataset: string | null | undefined): { readonly datasets: readonly string[] | null } {
  return { datasets: dataset == null ? null : [dataset] };
}
