import type { GqlResolvers } from '../../generated/resolvers.ts';
import {
  decideDelivery,
  dismissQuarantinedRows,
  retryQuarantinedRow,
  submitRecords,
} from '../intake-commands.ts';

export const mutationResolvers = {
  Mutation: {
    submitRecords: (_parent, { dataset, rows }, context) => submitRecords(context, dataset, rows),
    releaseDelivery: (_parent, { id }, context) => decideDelivery(context, id, 'release'),
    dismissDelivery: (_parent, { id }, context) => decideDelivery(context, id, 'dismiss'),
    undoDelivery: (_parent, { id }, context) => decideDelivery(context, id, 'undo'),
    retryQuarantined: (_parent, { id, corrections }, context) =>
      retryQuarantinedRow(context, id, corrections),
    dismissQuarantined: (_parent, { ids, reason }, context) => dismissQuarantinedRows(context, ids, reason),
  },
} satisfies GqlResolvers;
