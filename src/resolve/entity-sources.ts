import { type AsOf, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import type { Context } from '../context.ts';
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
import { toDateTime } from '../graph/values.ts';
import type { EntityRow } from './entity.ts';
import { buildKeysQuery } from './lucene.ts';

/** Where a list of entities comes from: how to read a page of it, and how long it is. */
export interface EntitySource {
  page(range: EntityRange): Promise<readonly PlacedEntity[]>;
  count(): Promise<number>;
}

export interface EntityRange {
  /** Null: from the start. */
  readonly afterName: string | null;
  readonly afterId: string | null;
  readonly limit: bigint;
}

/** An entity with the position that it has in the list: the order of names, then of mentions (or of ids alone). */
export interface PlacedEntity extends EntityRow {
  readonly sortName: string;
  readonly mention: string;
}

/** What every list of entities is filtered by; an empty list lets everything through. */
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

/** After every text that a list could hold. */
const LAST = '\u{10ffff}';

/** Walks entities in the order of their ids. */
export function walkById(
  context: Context,
  asOf: AsOf,
  filter: SourceFilter,
  direction: Direction,
): EntitySource {
  const { graph, signal } = context;
  const statement = direction === 'ASC' ? pageEntitiesById : pageEntitiesByIdDescending;
  const options = { signal, slots: recordedSlots(asOf) };
  const params = { ...filter, ...recordedParam(asOf) };
  return {
    page: async ({ afterId, limit }) => {
      const after = afterId ?? startOf(direction);
      const rows = await graph.read(statement, { ...params, after, limit }, options);
      return rows.map((row) => ({ ...row, sortName: '', mention: row.id }));
    },
    count: async () => (await graph.read(countEntities, params, options))[0]?.count ?? 0,
  };
}

/** Walks mentions in the order of their standard names; an entity stands where its least name does. */
export function walkByName(
  context: Context,
  asOf: AsOf,
  filter: SourceFilter,
  direction: Direction,
): EntitySource {
  const { graph, signal } = context;
  const statement = direction === 'ASC' ? pageEntitiesByName : pageEntitiesByNameDescending;
  return {
    page: ({ afterName, afterId, limit }) =>
      graph.read(
        statement,
        {
          ...filter,
          afterName: afterName ?? startOf(direction),
          afterId: afterId ?? startOf(direction),
          limit,
        },
        { signal, slots: { mentioned: 'mentioned-now', names: 'names-now' } },
      ),
    count: walkById(context, asOf, filter, direction).count,
  };
}

/** Starts from the values that are sought, at this end or at the far end of a link. */
export function foundSource(
  context: Context,
  asOf: AsOf,
  filter: SourceFilter,
  order: { readonly by: 'NAME' | 'ID'; readonly direction: Direction },
  sought: Sought,
): EntitySource {
  const { graph, signal } = context;
  const params = { ...filter, ...soughtParams(sought), ...validBounds(asOf) };
  const page = order.direction === 'ASC' ? 'page-ascending' : 'page-descending';
  const start = startKind(sought);
  const startPosition = ({ afterName, afterId, limit }: EntityRange) => ({
    afterName: afterName ?? (order.by === 'ID' ? '' : startOf(order.direction)),
    afterId: afterId ?? startOf(order.direction),
    limit,
  });
  if (asOf.recorded === null) {
    const slots = {
      start: `start-${start}-now`,
      mentioned: 'mentioned-now',
      position: order.by === 'NAME' ? 'position-by-name' : 'position-by-id',
      page,
      names: 'names-now',
    } as const;
    return {
      page: (range) =>
        graph.read(pageFoundEntities, { ...params, ...startPosition(range) }, { signal, slots }),
      count: async () => (await graph.read(countFoundEntities, params, { signal, slots }))[0]?.count ?? 0,
    };
  }
  const earlier = { ...params, recorded: toDateTime(asOf.recorded) };
  const slots = {
    start: `start-${start}-as-of`,
    mentioned: 'mentioned-as-of',
    position: 'position-by-id',
    page,
    names: 'names-as-of',
  } as const;
  return {
    page: (range) =>
      graph.read(pageFoundEntitiesAsOf, { ...earlier, ...startPosition(range) }, { signal, slots }),
    count: async () => (await graph.read(countFoundEntitiesAsOf, earlier, { signal, slots }))[0]?.count ?? 0,
  };
}

function startKind({ values, linked }: Sought): 'keys' | 'link' | 'both' {
  if (linked === null) return 'keys';
  return values.length === 0 ? 'link' : 'both';
}

function soughtParams({ values, linked }: Sought) {
  if (linked === null) return { keysQuery: buildKeysQuery(values) };
  return {
    linkedQuery: buildKeysQuery(linked.values),
    linkedKinds: linked.kinds,
    linkTypes: linked.types,
    ...(values.length === 0 ? {} : { valueGroups: values }),
  };
}

function startOf(direction: Direction): string {
  return direction === 'ASC' ? '' : LAST;
}
