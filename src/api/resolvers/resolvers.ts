import type { GqlResolvers } from '../../generated/resolvers.ts';
import { commonResolvers } from './common.ts';
import { correlateResolvers } from './correlate.ts';
import { intakeResolvers } from './intake.ts';
import { mutationResolvers } from './mutations.ts';
import { resolveResolvers } from './resolve.ts';

/** Every resolver, by subject. */
export const resolvers: GqlResolvers = {
  ...commonResolvers,
  ...correlateResolvers,
  ...intakeResolvers,
  ...mutationResolvers,
  ...resolveResolvers,
  Query: { ...commonResolvers.Query, ...intakeResolvers.Query, ...resolveResolvers.Query },
};
