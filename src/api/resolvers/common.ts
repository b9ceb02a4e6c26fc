import { toAsOf } from '../../as-of.ts';
import type { GqlResolvers } from '../../generated/resolvers.ts';
import { findNode, typeOfNode } from '../find-node.ts';
import { DateTimeScalar, JsonScalar } from '../scalars.ts';

export const commonResolvers = {
  DateTime: DateTimeScalar,
  JSON: JsonScalar,
  Node: { __resolveType: ({ id }) => typeOfNode(id) },
  Query: {
    me: (_parent, _args, { caller }) => caller,
    node: (_parent, { id, asOf }, context) => findNode(context, toAsOf(asOf), id),
  },
} satisfies GqlResolvers;
