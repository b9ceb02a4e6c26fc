import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { AsOf } from '../as-of.ts';
import { findLinkedEntity } from '../correlate/find-linked-entity.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { MentionsAhead } from '../resolve/list-entities.ts';
import type { RequestContext } from './context.ts';
import { argumentsOf, asksForAttributes, fieldsBelow, named, nodesOf } from './look-ahead.ts';

/** Arguments of a list that is read along with something else: its first page, unfiltered. */
const FirstPage = z.strictObject({ first: z.int().min(0) });

/**
 * One entity. What the query asks of it beyond itself is read along, or at the same time, where that saves a round
 * trip: the answer is the same without. Null when there is none.
 */
export async function findEntity(
  context: RequestContext,
  asOf: AsOf,
  id: string,
  info: GraphQLResolveInfo,
): Promise<EntityModel | null> {
  const loaders = context.loaders(asOf);
  const fields = fieldsBelow(info, info.fieldNodes);
  if (named(fields, 'claims').length > 0) return loaders.profile(id);
  const hops = findHops(info, asOf, fields);
  if (hops === null || Math.max(hops.first, hops.next) > context.settings.limits.maxPage)
    return loaders.entities.load(id);
  const limits = { limit: BigInt(hops.first + 1), nextLimit: BigInt(hops.next + 1) };
  const isNamed = named(fields, 'name').length > 0;
  const found = await findLinkedEntity(context, asOf, id, { ...limits, named: isNamed });
  if (found === undefined) return null;
  loaders.lists.keepLinks(new Map([[found.entity.id, found.links]]), limits.limit);
  loaders.lists.keepLinks(found.next, limits.nextLimit);
  return found.entity;
}

/** How a page of entities takes their first mentions along, if the query asks for those and not for attributes. */
export function mentionsAhead(
  context: RequestContext,
  asOf: AsOf,
  info: GraphQLResolveInfo,
): MentionsAhead | null {
  const [field, ...more] = named(fieldsBelow(info, nodesOf(info, info.fieldNodes)), 'mentions');
  if (field === undefined || more.length > 0) return null;
  if (asksForAttributes(info, [field])) return null;
  const args = FirstPage.safeParse(argumentsOf(info, 'Entity', field));
  if (!args.success || args.data.first > context.settings.limits.maxPage) return null;
  const { first } = args.data;
  const { lists } = context.loaders(asOf);
  return { first, keep: (entity, mentions) => lists.keepMentions(entity, first, mentions) };
}

interface Hops {
  readonly first: number;
  readonly next: number;
}

/** How many links of links a query asks for, if that is what it asks for: first pages, unfiltered and without names. */
function findHops(
  info: GraphQLResolveInfo,
  { recorded }: AsOf,
  fields: ReturnType<typeof fieldsBelow>,
): Hops | null {
  const links = named(fields, 'links');
  const others = named(fieldsBelow(info, nodesOf(info, links)), 'from', 'to', 'other');
  const next = named(fieldsBelow(info, others), 'links');
  const farther = named(fieldsBelow(info, nodesOf(info, next)), 'from', 'to', 'other');
  const [one, two] = [links[0], next[0]];
  if (recorded !== null || one === undefined || two === undefined) return null;
  if (links.length > 1 || next.length > 1) return null;
  if (named(fieldsBelow(info, [...others, ...farther]), 'name').length > 0) return null;
  const first = FirstPage.safeParse(argumentsOf(info, 'Entity', one));
  const second = FirstPage.safeParse(argumentsOf(info, 'Entity', two));
  return first.success && second.success ? { first: first.data.first, next: second.data.first } : null;
}
