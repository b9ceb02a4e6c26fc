import type { GqlResolvers } from '../../generated/resolvers.ts';
import { accessResolvers } from './access.ts';
import { auditResolvers } from './audit.ts';
import { commonResolvers } from './common.ts';
import { correlateResolvers } from './correlate.ts';
import { intakeResolvers } from './intake.ts';
import { mutationResolvers } from './mutations.ts';
import { reconcileResolvers } from './reconcile.ts';
import { resolveResolvers } from './resolve.ts';

/** Every resolver, by subject. */
export const resolvers: GqlResolvers = {
  ...auditResolvers,
  ...accessResolvers,
  ...commonResolvers,
  ...correlateResolvers,
  ...intakeResolvers,
  ...mutationResolvers,
  ...reconcileResolvers,
  ...resolveResolvers,
  Query: {
    ...auditResolvers.Query,
    ...accessResolvers.Query,
    ...commonResolvers.Query,
    ...correlateResolvers.Query,
    ...intakeResolvers.Query,
    ...reconcileResolvers.Query,
    ...resolveResolvers.Query,
  },
  Mutation: {
    ...accessResolvers.Mutation,
    ...auditResolvers.Mutation,
    ...mutationResolvers.Mutation,
    ...reconcileResolvers.Mutation,
  },
};
