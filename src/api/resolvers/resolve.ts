import { toAsOf } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toInstant } from '../../instant.ts';
import { getDataset } from '../../intake/dataset-catalogue.ts';
import { listEntities } from '../../resolve/list-entities.ts';
import { lookupEntities } from '../../resolve/lookup-entities.ts';
import { searchEntities } from '../../resolve/search-entities.ts';
import { asksFor } from '../asked-fields.ts';
import { listClaimsOf, listDepartmentsOf } from '../follow.ts';
import { getDelivery, getDepartmentOf, getRecord } from '../get-loaded.ts';

const FAR_ENDS: ReadonlySet<string> = new Set(['from', 'to', 'other']);

export const resolveResolvers = {
  Query: {
    entity: (_parent, { id, asOf }, context) => context.loaders(toAsOf(asOf)).entities.load(id),
    entities: (_parent, { asOf, ...args }, context) => listEntities(context, toAsOf(asOf), args),
    lookup: (_parent, { asOf, ...args }, context) => lookupEntities(context, toAsOf(asOf), args),
    search: (_parent, { asOf, ...args }, context) => searchEntities(context, toAsOf(asOf), args),
  },
  Entity: {
    type: ({ type }) => (type === '' ? null : type),
    name: ({ id, asOf, name }, _args, context) => name ?? context.loaders(asOf).names.load(id),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    claims: (entity, { attributes }, context) => listClaimsOf(context, entity, attributes),
    mentions: (entity, args, context) => context.loaders(entity.asOf).lists.mentions(entity, args),
    records: (entity, args, context) => context.loaders(entity.asOf).lists.records(entity, args),
    links: (entity, args, context, info) =>
      context.loaders(entity.asOf).lists.links(entity, args, asksFor(info, FAR_ENDS, 'name')),
    timeline: (entity, args, context) => context.loaders(entity.asOf).lists.timeline(entity, args),
    departments: (entity, _args, context) => listDepartmentsOf(context, entity),
    identityEvents: ({ id, asOf }, _args, context) => context.loaders(asOf).identityEvents.load(id),
  },
  ClaimSource: {
    department: ({ dataset }, _args, context) => getDepartmentOf(context, dataset),
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
    record: ({ record, asOf }, _args, context) => getRecord(context, asOf, record),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
  },
  TimelineEntry: {
    period: ({ record }) => record.period,
  },
  IdentityEvent: {
    at: ({ at }) => toInstant(at),
    delivery: ({ delivery }, _args, context) => getDelivery(context, delivery),
  },
} satisfies GqlResolvers;
