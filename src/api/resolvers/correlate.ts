import type { GqlResolvers } from '../../generated/resolvers.ts';
import { toPeriod } from '../../instant.ts';
import { getDataset } from '../../intake/dataset-catalogue.ts';
import { listRecordsOf } from '../follow.ts';

export const correlateResolvers = {
  Link: {
    dataset: ({ dataset }, _args, context) => getDataset(context, dataset),
    period: ({ validFrom, validTo }) => toPeriod(validFrom, validTo, null),
    records: (link, { first }, context) => listRecordsOf(context, link, first),
  },
} satisfies GqlResolvers;
