import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import { tellInSteps, tellOfAll } from '../access/small-count.ts';
import type { Context } from '../context.ts';
import { listEntityEvents, readEntityCounts } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
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

const MOST = 100;
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
  const types = await readEvents(context, delivery);
  return types.flatMap((own) =>
    own.slice(0, MOST).map(({ type, ...row }) => ({ type: Type.parse(type), ...row })),
  );
}

/** Whether a delivery did more of a type than {@link findEntityEvents} gives: counted in steps, like all numbers of what others may state, but for the bureau. */
export async function areEventsCut(context: ReadContext, delivery: string): Promise<boolean> {
  const { access, settings } = context;
  const types = await readEvents(context, delivery);
  return types.some(({ length }) =>
    access.caller.role === 'bureau'
      ? length > MOST
      : tellInSteps(settings, length) >= tellInSteps(settings, MOST),
  );
}

/** By type, of each one more than is given. */
async function readEvents({ graph, signal }: Context, delivery: string) {
  const rows = await graph.read(listEntityEvents, { delivery, limit: BigInt(MOST + 1) }, { signal });
  return [...groupRows(rows, ({ type }) => type).values()];
}

/** What a delivery did to entities, in numbers. */
export interface DeliveryEventCounts extends EntityEventCounts {
  readonly delivery: string;
}

/**
 * What deliveries did to entities, in numbers; nothing, of one that is not there. That a record joined somebody tells that
 * others know her: only the bureau is told of one.
 */
export async function readEntityEvents(
  context: ReadContext,
  deliveries: readonly string[],
): Promise<ReadonlyMap<string, DeliveryEventCounts>> {
  const rows = await context.graph.read(readEntityCounts, { deliveries }, { signal: context.signal });
  const found = new Map(rows.map((row) => [row.delivery, row]));
  return new Map(
    deliveries.map((delivery) => {
      const { created = 0, joined = 0, merged = 0, split = 0, attention = 0 } = found.get(delivery) ?? {};
      const counts = {
        delivery,
        created: tellOfAll(context, created),
        joined: tellOfAll(context, joined),
        merged: tellOfAll(context, merged),
        split: tellOfAll(context, split),
        attention: tellOfAll(context, attention),
      };
      return [delivery, counts];
    }),
  );
}
