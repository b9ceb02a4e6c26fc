import { PRESENT, toAsOf } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { periodOf, toInstant } from '../../instant.ts';
import { getDataset } from '../../intake/dataset-catalogue.ts';
import { areEventsCut } from '../../resolve/entity-events.ts';
import { listEntities } from '../../resolve/list-entities.ts';
import { lookupEntities } from '../../resolve/lookup-entities.ts';
import { listComparisons, listModels } from '../../resolve/matching/list-models.ts';
import { searchEntities } from '../../resolve/search-entities.ts';
import { findEntity, mentionsAhead } from '../find-entity.ts';
import { countEvidenceOf, listClaimsOf, listDepartmentsOf, listEventsOf } from '../follow.ts';
import { getDeliveryById, getDepartmentOf } from '../get-loaded.ts';
import { asksForAttributes, asksForNames } from '../look-ahead.ts';
import { getMention, listCompared, listComparedParts, matchOf } from '../match.ts';
import { deliveryOf, recordOf } from '../refer-to.ts';
import { showEntityName, tellOutside } from '../withheld.ts';

export const resolveResolvers = {
  Query: {
    entity: (_parent, { id, asOf }, context, info) => findEntity(context, toAsOf(asOf), id, info),
    entities: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        args.where?.datasets,
        await listEntities(context, toAsOf(asOf), args, mentionsAhead(context, toAsOf(asOf), info)),
      ),
    lookup: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, null, await lookupEntities(context, toAsOf(asOf), args)),
    match: (_parent, { a, b }, context) => matchOf(context, a, b),
    models: (_parent, { kind }, context) => listModels(context, kind),
    search: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, null, await searchEntities(context, toAsOf(asOf), args)),
  },
  Entity: {
    type: ({ type }) => (type === '' ? null : type),
    name: (entity, _args, context, info) => showEntityName(context, info, entity),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
    evidence: (entity, _args, context) => countEvidenceOf(context, entity),
    claims: (entity, args, context, info) => listClaimsOf(context, entity, args, info),
    mentions: (entity, args, context, info) =>
      context.loaders(entity.asOf).lists.mentions(entity, args, asksForAttributes(info)),
    records: (entity, args, context) => context.loaders(entity.asOf).lists.records(entity, args),
    links: (entity, args, context, info) =>
      context.loaders(entity.asOf).lists.links(entity, args, asksForNames(info)),
    timeline: (entity, args, context) => context.loaders(entity.asOf).lists.timeline(entity, args),
    departments: (entity, _args, context) => listDepartmentsOf(context, entity),
    identityEvents: ({ id, asOf }, _args, context) => context.loaders(asOf).identityEvents.load(id),
    occasions: ({ id, asOf }, _args, context) => context.loaders(asOf).occasions.load(id),
    candidates: ({ id }, _args, context) => context.loaders(PRESENT).candidates.load(id),
    discrepancies: ({ id }, _args, context) => context.loaders(PRESENT).entityDiscrepancies.load(id),
  },
  ClaimConfirmation: {
    since: ({ since }) => (since === null ? null : toInstant(since)),
  },
  ClaimSource: {
    department: ({ dataset }, _args, context) => getDepartmentOf(context, dataset),
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    delivery: (source) => deliveryOf(source),
    record: (source) => recordOf(source),
    period: (source) => periodOf(source),
    statedAt: ({ statedAt }) => toInstant(statedAt),
    recordedFrom: ({ recordedFrom }) => toInstant(recordedFrom),
  },
  TimelineEntry: {
    period: ({ record }) => periodOf(record),
  },
  EntityEvents: {
    needsAttention: ({ attention }) => attention,
    events: ({ delivery }, _args, context) => listEventsOf(context, delivery),
    isCut: ({ delivery }, _args, context) => areEventsCut(context, delivery),
  },
  EntityEvent: {
    at: ({ at }) => toInstant(at),
    entity: ({ entity }, _args, context) => context.loaders(PRESENT).entities.load(entity),
  },
  EntityCandidate: {
    entity: ({ entity }, _args, context) => context.loaders(PRESENT).entities.load(entity),
  },
  Match: {
    left: ({ left }, _args, context) => getMention(context, left),
    right: ({ right }, _args, context) => getMention(context, right),
    comparisons: (match, _args, context) => listComparedParts(context, match),
  },
  ComparedPart: {
    left: (part, _args, context) => listCompared(context, part, 'left'),
    right: (part, _args, context) => listCompared(context, part, 'right'),
  },
  Model: {
    comparisons: ({ id }, _args, context) => listComparisons(context, id),
  },
  IdentityEvent: {
    at: ({ at }) => toInstant(at),
    delivery: ({ delivery }, _args, context) =>
      delivery === null ? null : getDeliveryById(context, delivery),
  },
} satisfies GqlResolvers;
