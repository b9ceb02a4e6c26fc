import type { ReadContext } from '../access/access.ts';
import { type AsOf, PRESENT, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import {
  countEntities,
  countFoundEntities,
  countFoundEntitiesAsOf,
  pageEntitiesById,
  pageEntitiesByIdDescending,
  pageEntitiesByName,
  pageEntitiesByNameDescending,
  pageFoundEntities,
  pageFoundEntitiesAsOf,
} from '../generated/statements.ts';
import { type DateTime, toDateTime } from '../graph/values.ts';
import type { EntityRow } from './entity.ts';
import { buildKeysQuery } from './lucene.ts';
import type { MentionTuple } from './mention-tuple.ts';
import { boundsAsked, mentionedNow, mentionedSlot, mentionedThen } from './mentioned-when.ts';

/** Where a list of entities comes from: how to read a page of it, and how long it is. */
export interface EntitySource {
  page(range: EntityRange): Promise<readonly PlacedEntity[]>;
  /** How many there are, counted to `most`. */
  count(most: bigint): Promise<number>;
}

export interface EntityRange {
  /** Null: from the start. */
  readonly afterName: string | null;
  readonly afterId: string | null;
  readonly limit: bigint;
  /** How many mentions of each entity are read along where the list can do that; null: none. Only as of now. */
  readonly mentions: MentionLimit | null;
}

export interface MentionLimit {
  readonly mentionLimit: bigint;
  readonly since: DateTime;
  readonly until: DateTime;
}

/** An entity with the position that it has in the list: the order of names, then of mentions (or of ids alone). */
export interface PlacedEntity extends EntityRow {
  readonly sortName: string;
  readonly mention: string;
  readonly mentions?: readonly MentionTuple[] | null;
}

/** What every list of entities is filtered by; an empty list of types or datasets lets everything through. */
export interface SourceFilter {
  readonly kinds: readonly string[];
  readonly entityTypes: readonly string[];
  readonly datasets: readonly string[];
}

/** Values that are sought: each group of keys needs one of its own. */
export interface Sought {
  readonly values: readonly (readonly string[])[];
  readonly linked: {
    readonly values: readonly (readonly string[])[];
    readonly kinds: readonly string[];
    readonly types: readonly string[];
  } | null;
}

type Direction = 'ASC' | 'DESC';

export interface Order {
  readonly by: 'NAME' | 'ID';
  readonly direction: Direction;
}

/** After every text that a list could hold. */
const LAST = '\u{10ffff}';

/** Walks entities in the order of their ids. */
export function walkById(
  context: ReadContext,
  asOf: AsOf,
  filter: SourceFilter,
  direction: Direction,
): EntitySource {
  const { graph, signal } = context;
  const statement = direction === 'ASC' ? pageEntitiesById : pageEntitiesByIdDescending;
  const options = { signal, slots: { ...recordedSlots(asOf), mentioned: mentionedSlot(asOf) } } as const;
  const params = {
    ...filter,
    ...recordedParam(asOf),
    ...boundsAsked(asOf),
    sight: context.access.decision.sight,
  };
  return {
    page: async ({ afterId, limit, mentions }) => {
      const after = afterId ?? startOf(direction);
      const slots = { ...options.slots, ...mentionSlot(mentions), nameless: 'nameless-any' } as const;
      const rows = await graph.read(statement, { ...params, after, limit, ...mentions }, { signal, slots });
      return rows.map((row) => ({ ...row, sortName: '', mention: row.id }));
    },
    count: async (most) => (await graph.read(countEntities, { ...params, most }, options))[0]?.count ?? 0,
  };
}

/**
 * Walks mentions in the order of their standard names; an entity stands where its least name does that may be seen,
 * among the mentions of the datasets that are asked about; those without one come last, by their ids.
 */
export function walkByName(
  context: ReadContext,
  asOf: AsOf,
  filter: SourceFilter,
  direction: Direction,
): Pick<EntitySource, 'page'> {
  const { graph, signal } = context;
  const { sight } = context.access.decision;
  const isUp = direction === 'ASC';
  const named = isUp ? pageEntitiesByName : pageEntitiesByNameDescending;
  const nameless = isUp ? pageEntitiesById : pageEntitiesByIdDescending;
  const mentioned = asOf.valid === null ? 'mentioned-any' : 'mentioned-valid-now';
  const last = namelessName(direction);
  return {
    page: async ({ afterName, afterId, limit, mentions }) => {
      const params = { ...filter, ...boundsAsked(asOf), ...mentions, sight };
      const isTail = afterName === last && afterId !== null;
      const rows = isTail
        ? []
        : await graph.read(
            named,
            {
              ...params,
              afterName: afterName ?? startOf(direction),
              afterId: afterId ?? startOf(direction),
              limit,
            },
            { signal, slots: { mentioned, names: 'names-now', ...mentionSlot(mentions) } },
          );
      const missing = limit - BigInt(rows.length);
      if (missing <= 0n) return rows;
      const slots = {
        ...recordedSlots(PRESENT),
        mentioned: mentionedNow(asOf),
        ...mentionSlot(mentions),
        nameless: 'nameless-now',
      } as const;
      const after = isTail ? afterId : startOf(direction);
      const tail = await graph.read(nameless, { ...params, after, limit: missing }, { signal, slots });
      return [...rows, ...tail.map((row) => ({ ...row, sortName: last, mention: row.id }))];
    },
  };
}

/** Where entities without a name that may be seen stand: after all others, in either direction. */
function namelessName(direction: Direction): string {
  return direction === 'ASC' ? LAST : '';
}

function namelessParam({ by, direction }: Order): { readonly nameless?: string } {
  return by === 'ID' ? {} : { nameless: namelessName(direction) };
}

/** Starts from what is sought: values at this end, or at the far end of a link; without either, whole datasets. */
export function foundSource(
  context: ReadContext,
  asOf: AsOf,
  filter: SourceFilter,
  order: Order,
  sought: Sought,
): EntitySource {
  const { graph, signal } = context;
  const start = startKind(sought);
  const params = {
    ...filter,
    ...soughtParams(sought),
    ...(start === 'datasets' ? boundsAsked(asOf) : validBounds(asOf)),
    sight: context.access.decision.sight,
  };
  const page = order.direction === 'ASC' ? 'page-ascending' : 'page-descending';
  if (asOf.recorded === null) {
    const slots = {
      start: `start-${start}-now`,
      mentioned: mentionedNow(asOf),
      position: order.by === 'ID' ? 'position-by-id' : 'position-by-name',
      page,
      names: 'names-now',
    } as const;
    return {
      page: (range) =>
        graph.read(
          pageFoundEntities,
          { ...params, ...toPosition(range, order), ...namelessParam(order) },
          { signal, slots },
        ),
      count: async (most) =>
        (await graph.read(countFoundEntities, { ...params, most }, { signal, slots }))[0]?.count ?? 0,
    };
  }
  const earlier = { ...params, recorded: toDateTime(asOf.recorded) };
  const slots = {
    start: `start-${start}-as-of`,
    mentioned: mentionedThen(asOf),
    position: 'position-by-id',
    page,
    names: 'names-as-of',
  } as const;
  return {
    page: (range) =>
      graph.read(pageFoundEntitiesAsOf, { ...earlier, ...toPosition(range, order) }, { signal, slots }),
    count: async (most) =>
      (await graph.read(countFoundEntitiesAsOf, { ...earlier, most }, { signal, slots }))[0]?.count ?? 0,
  };
}

function startKind({ values, linked }: Sought): 'datasets' | 'keys' | 'link' | 'both' {
  if (linked === null) return values.length === 0 ? 'datasets' : 'keys';
  return values.length === 0 ? 'link' : 'both';
}

function soughtParams({ values, linked }: Sought) {
  if (linked === null)
    return values.length === 0 ? {} : { keysQuery: buildKeysQuery(values), valueGroups: values };
  return {
    linkedQuery: buildKeysQuery(linked.values),
    linkedGroups: linked.values,
    linkedKinds: linked.kinds,
    linkTypes: linked.types,
    ...(values.length === 0 ? {} : { valueGroups: values }),
  };
}

function toPosition({ afterName, afterId, limit }: EntityRange, { by, direction }: Order) {
  return {
    afterName: afterName ?? (by === 'ID' ? '' : startOf(direction)),
    afterId: afterId ?? startOf(direction),
    limit,
  };
}

function mentionSlot(mentions: MentionLimit | null) {
  return { mentions: mentions === null ? 'mentions-none' : 'mentions-now' } as const;
}

function startOf(direction: Direction): string {
  return direction === 'ASC' ? '' : LAST;
}
