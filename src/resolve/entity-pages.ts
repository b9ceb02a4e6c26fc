import type { ReadContext } from '../access/access.ts';
import { type AsOf, type During, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import {
  countEntityMentions,
  countEntityRecords,
  pageEntityMentions,
  pageEntityRecords,
  pageTimeline,
} from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { type MentionModel, toMention } from '../intake/mention.ts';
import { type RecordModel, toRecord } from '../intake/record.ts';

/** A page of a list that many entities have, each its own, read for all of them at once. */
export type Pages<T> = ReadonlyMap<string, readonly T[]>;

/** One record in an entity's timeline; `at` orders it, in milliseconds since 1970. */
export interface TimelineEntryModel {
  readonly at: number;
  readonly record: RecordModel;
  readonly roles: readonly string[];
}

export interface MentionRange {
  readonly after: string;
  readonly limit: bigint;
  /** Whether their attributes are read along. */
  readonly read: boolean;
}

/** The mentions that each entity is made of, in order of their ids. */
export async function pageMentions(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  { read, ...range }: MentionRange,
): Promise<Pages<MentionModel>> {
  const rows = await context.graph.read(
    pageEntityMentions,
    {
      entities,
      ...range,
      ...validBounds(asOf),
      ...recordedParam(asOf),
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { ...recordedSlots(asOf), attributes: read ? 'attributes-read' : 'attributes-none' },
    },
  );
  return mapRows(rows, (row) => toMention(context, row, asOf));
}

/** The records that mention each entity, in order of their ids. */
export async function pageRecordsOfEntities(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  range: { readonly after: string; readonly limit: bigint },
): Promise<Pages<RecordModel>> {
  const rows = await context.graph.read(
    pageEntityRecords,
    {
      entities,
      ...range,
      ...validBounds(asOf),
      ...recordedParam(asOf),
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return mapRows(rows, (row) => toRecord(context, row, asOf));
}

/** The records that mention each entity in order of when they hold; undated ones come last. */
export async function pageTimelines(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  range: {
    readonly during: During | null;
    readonly afterTime: number;
    readonly afterId: string;
    readonly limit: bigint;
  },
): Promise<Pages<TimelineEntryModel>> {
  const { during, ...after } = range;
  const rows = await context.graph.read(
    pageTimeline,
    {
      entities,
      ...after,
      ...validBounds(asOf, during),
      ...recordedParam(asOf),
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return mapRows(rows, (row) => ({ at: row.at, roles: row.roles, record: toRecord(context, row, asOf) }));
}

/** How many mentions each entity is made of. */
export async function countMentions(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await context.graph.read(
    countEntityMentions,
    { entities, ...validBounds(asOf), ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map(({ entity, count }) => [entity, count]));
}

/** How many records mention each entity. */
export async function countRecordsOfEntities(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  during: During | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await context.graph.read(
    countEntityRecords,
    { entities, ...validBounds(asOf, during), ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map(({ entity, count }) => [entity, count]));
}

function mapRows<Row extends { readonly entity: string }, T>(
  rows: readonly Row[],
  map: (row: Row) => T,
): Pages<T> {
  return new Map(
    [...groupRows(rows, ({ entity }) => entity)].map(([entity, group]) => [entity, group.map(map)]),
  );
}
