import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import { tellOfAll } from '../access/small-count.ts';
import type { Context } from '../context.ts';
import { listEntityEvents, readEntityCounts } from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import type { IdentityChange } from './identity-change.ts';

const ENTITY_EVENT_TYPES = ['CREATED', 'JOINED', 'MERGED', 'SPLIT', 'NEEDS_ATTENTION'] as const;

/** What happened to one entity when a delivery came in; time in milliseconds since 1970. */
export interface EntityEventModel {
  readonly type: (typeof ENTITY_EVENT_TYPES)[number];
  readonly entity: EntityId;
  readonly at: number;
}

/** How many entities a batch created, gave mentions, merged, split, or left to a person. */
export interface EntityEventCounts {
  readonly created: number;
  readonly joined: number;
  readonly merged: number;
  readonly split: number;
  readonly attention: number;
}

const MOST = 100n;
const Type = z.enum(ENTITY_EVENT_TYPES);

/** Counts what a change of identity did to entities. Pure. */
export function countEntityEvents(identity: IdentityChange): EntityEventCounts {
  const created = new Set(identity.created.map(({ entity }) => entity));
  const emptied = new Set(identity.emptied.map(({ entity }) => entity));
  const joined = new Set<EntityId>();
  const split = new Set<EntityId>();
  for (const { before, after } of identity.moves.values()) {
    if (before === null && after !== null && !created.has(after)) joined.add(after);
    if (before !== null && after !== null && !emptied.has(before)) split.add(before);
  }
  return {
    created: created.size,
    joined: joined.size,
    merged: identity.emptied.filter(({ survivor }) => survivor !== null).length,
    split: split.size,
    attention: identity.conflicts.length + identity.attention.length,
  };
}

/** What a delivery did to entities, at most 100 of each type. */
export async function findEntityEvents(
  context: Context,
  delivery: string,
): Promise<readonly EntityEventModel[]> {
  const rows = await context.graph.read(
    listEntityEvents,
    { delivery, limit: MOST },
    { signal: context.signal },
  );
  return rows.map(({ type, ...row }) => ({ type: Type.parse(type), ...row }));
}

/**
 * What a delivery did to entities, in numbers. That a record joined somebody tells that others know her: only the bureau is
 * told of one.
 */
export async function readEntityEvents(
  context: ReadContext,
  delivery: string,
): Promise<EntityEventCounts & { readonly delivery: string }> {
  const rows = await context.graph.read(readEntityCounts, { delivery }, { signal: context.signal });
  const counts = rows[0] ?? { created: 0, joined: 0, merged: 0, split: 0, attention: 0 };
  return {
    delivery,
    created: tellOfAll(context, counts.created),
    joined: tellOfAll(context, counts.joined),
    merged: tellOfAll(context, counts.merged),
    split: tellOfAll(context, counts.split),
    attention: tellOfAll(context, counts.attention),
  };
}
