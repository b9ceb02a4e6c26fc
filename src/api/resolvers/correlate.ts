import { PRESENT, toAsOf } from '../../as-of.ts';
import { listAreas } from '../../correlate/areas/asked-area.ts';
import {
  firstCovers,
  getOuterArea,
  listCovers,
  listPredecessors,
  listSuccessors,
} from '../../correlate/areas/show-area.ts';
import { changesOf, compareEntity } from '../../correlate/compare/compare-entity.ts';
import { listCrossings } from '../../correlate/crossings/list-crossings.ts';
import { countDensity } from '../../correlate/density/count-density.ts';
import { findCoPresence } from '../../correlate/encounters/find-co-presence.ts';
import { findCompanions } from '../../correlate/encounters/find-companions.ts';
import { listEncounters } from '../../correlate/encounters/list-encounters.ts';
import { findOccasions } from '../../correlate/occasions/find-occasions.ts';
import { findCommonNeighbours } from '../../correlate/paths/find-common-neighbours.ts';
import { findNeighbourhood } from '../../correlate/paths/find-neighbourhood.ts';
import { findPaths } from '../../correlate/paths/find-paths.ts';
import { showMentioned } from '../../correlate/presence/list-presences.ts';
import { listNear, listPresent, listTimeline, listWithin } from '../../correlate/presence/presence-roots.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toBegin, toInstant, toPeriod } from '../../instant.ts';
import { getDataset } from '../../intake/dataset-catalogue.ts';
import { listRecordsOf } from '../follow.ts';
import { asksForEntities } from '../look-ahead.ts';
import { tellClaims, tellOutside } from '../withheld.ts';

const LEVELS = { province: 'PROVINCE', prefecture: 'PREFECTURE', county: 'COUNTY' } as const;

export const correlateResolvers = {
  Query: {
    near: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        args.datasets,
        await listNear(context, toAsOf(asOf), { ...args, along: asksForEntities(info) }),
      ),
    within: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        args.datasets,
        await listWithin(context, toAsOf(asOf), { ...args, along: asksForEntities(info) }),
      ),
    presence: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        args.datasets,
        await listPresent(context, toAsOf(asOf), { ...args, along: asksForEntities(info) }),
      ),
    timeline: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        args.datasets,
        await listTimeline(context, toAsOf(asOf), { ...args, along: asksForEntities(info) }),
      ),
    paths: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await findPaths(context, toAsOf(asOf), args)),
    neighbourhood: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await findNeighbourhood(context, toAsOf(asOf), args)),
    commonNeighbours: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await findCommonNeighbours(context, toAsOf(asOf), args)),
    encounters: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await listEncounters(context, toAsOf(asOf), args)),
    companions: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await findCompanions(context, toAsOf(asOf), args)),
    coPresence: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await findCoPresence(context, toAsOf(asOf), args)),
    density: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(context, info, args.datasets, await countDensity(context, toAsOf(asOf), args)),
    sameOccasions: async (_parent, { asOf, ...args }, context, info) =>
      tellOutside(
        context,
        info,
        [args.dataset, args.other],
        await findOccasions(context, toAsOf(asOf), args),
      ),
    crossings: (_parent, { asOf, ...args }, context) => listCrossings(context, toAsOf(asOf), args),
    areas: (_parent, args, context) => listAreas(context, args),
    areaCover: (_parent, { area, asOf, first }, context) => listCovers(context, toAsOf(asOf), area, first),
    changes: (_parent, { entity, sinceRecorded, asOf }, context) =>
      changesOf(context, entity, sinceRecorded, toAsOf(asOf)),
    compare: (_parent, { entity, asOfA, asOfB }, context) =>
      compareEntity(context, entity, toAsOf(asOfA), toAsOf(asOfB)),
  },
  Comparison: {
    claims: (comparison, _args, context, info) => tellClaims(context, info, comparison.claims),
  },
  Encounter: {
    at: ({ at }) => toInstant(at),
  },
  Companion: {
    firstMet: ({ firstMet }) => toInstant(firstMet),
    lastMet: ({ lastMet }) => toInstant(lastMet),
  },
  CoPresence: {
    at: ({ at }) => toInstant(at),
  },
  PresenceConnection: {
    gaps: ({ gaps }, { longest }) => gaps(longest),
    areas: ({ areas }, { first }) => firstCovers(areas, first),
  },
  Area: {
    level: ({ level }) => LEVELS[level],
    fromYear: ({ from }) => from,
    toYear: ({ to }) => to,
    within: (area, _args, context) => getOuterArea(context, area),
    successors: (area, _args, context) => listSuccessors(context, area),
    predecessors: (area, _args, context) => listPredecessors(context, area),
  },
  Crossing: {
    a: ({ a }, _args, context) => getDataset(context, a),
    b: ({ b }, _args, context) => getDataset(context, b),
  },
  CrossingPoint: {
    at: ({ at }) => toInstant(at),
    delivery: ({ delivery }, _args, context) => context.loaders(PRESENT).deliveries.load(delivery),
  },
  Gap: {
    from: ({ from }) => toInstant(from),
    to: ({ to }) => toInstant(to),
  },
  Presence: {
    at: ({ record }) => toBegin(record.validFrom),
    entities: (presence, { kinds }, context) => showMentioned(context, presence, kinds),
  },
  Link: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    period: ({ validFrom, validTo }) => toPeriod(validFrom, validTo, null),
    records: (link, { first }, context) => listRecordsOf(context, link, first),
  },
} satisfies GqlResolvers;
