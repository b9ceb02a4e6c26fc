import type { GraphQLResolveInfo } from 'graphql';
import type { AsOf } from '../as-of.ts';
import type { PresenceArguments, PresenceList } from '../correlate/presence/list-presences.ts';
import type { RequestContext } from './context.ts';
import { asksForEntities } from './look-ahead.ts';

type ListPresences<T extends PresenceArguments> = (
  context: RequestContext,
  asOf: AsOf,
  args: T,
) => Promise<PresenceList>;

/** Lists records; whom they mention is read along where the query asks for it, so that it costs no statement of its own. */
export async function listAlong<T extends PresenceArguments>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  list: ListPresences<T>,
  asOf: AsOf,
  args: T,
): Promise<PresenceList> {
  const found = await list(context, asOf, { ...args, along: asksForEntities(info) });
  const { recordEntities } = context.loaders(asOf);
  for (const { record, entities } of found.nodes)
    if (entities !== null) recordEntities.prime(record.id, entities);
  return found;
}
