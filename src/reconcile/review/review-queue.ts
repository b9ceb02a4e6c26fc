import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import {
  findReviewItems,
  listSharedNeighbours,
  pageReviewItems,
  readReviewWorth,
} from '../../generated/statements.ts';
import { toDateTime, toPoint } from '../../graph/values.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import { REVIEW_KINDS, type ReviewItemModel, type ReviewKind, toReviewItem } from './review-item.ts';

/** What narrows the queue; what is left out does not. */
export interface ReviewFilter {
  readonly kinds?: readonly ReviewKind[] | null | undefined;
  readonly entityKinds?: readonly EntityKind[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
  readonly attributes?: readonly string[] | null | undefined;
  readonly near?:
    | { readonly longitude: number; readonly latitude: number; readonly radiusMeters: number }
    | null
    | undefined;
}

export interface QueueArguments extends PageArguments {
  readonly where?: ReviewFilter | null | undefined;
  readonly blind?: boolean | null | undefined;
}

const MOST_NAMED = 100;
const MOST_NEIGHBOURS = 100n;

/** What waits for a person and may be seen, what a decision is worth most first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listReviewQueue(
  context: ReadContext,
  { where, blind, ...args }: QueueArguments,
): Promise<Omit<Connection<ReviewItemModel>, 'totalCount' | 'totalCountText'>> {
  const page = readPage(context, args, ['review', where ?? {}], z.tuple([z.string()]));
  const rows = await context.graph.read(
    pageReviewItems,
    {
      ...filterParams(where ?? {}),
      ...{ worth: await placeOf(context, page.after?.[0]), after: page.after?.[0] ?? '', limit: page.limit },
      ...{ by: '', now: toDateTime(now(context)), free: false, sight: context.access.decision.sight },
    },
    { signal: context.signal },
  );
  return toConnection(
    page,
    rows,
    (row) => toReviewItem(row, blind === true),
    ({ id }) => [id],
    () => rows.length,
  );
}

/** What the item that a page goes on behind is worth; it is told to nobody, so no cursor carries it. */
async function placeOf(context: ReadContext, id: string | undefined): Promise<number> {
  if (id === undefined) return Number.MAX_VALUE;
  const [row] = await context.graph.read(readReviewWorth, { id }, { signal: context.signal });
  if (row === undefined) throw new JingweiError('CURSOR_INVALID');
  return row.worth;
}

/** Some items, as far as they may be seen. */
export async function findReviewItemsOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReviewItemModel>> {
  const rows = await context.graph.read(
    findReviewItems,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toReviewItem(row, false)]));
}

/** Ids of entities that both of two are linked to. */
export async function findSharedNeighbours(
  context: ReadContext,
  one: string,
  other: string,
): Promise<readonly string[]> {
  const rows = await context.graph.read(
    listSharedNeighbours,
    { one, other, limit: MOST_NEIGHBOURS, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return rows.map(({ id }) => id);
}

/** Throws BAD_INPUT. */
export function filterParams({ kinds, entityKinds, departments, attributes, near }: ReviewFilter) {
  for (const [argument, list] of Object.entries({ departments, attributes }))
    if ((list?.length ?? 0) > MOST_NAMED)
      throw new JingweiError('BAD_INPUT', { reason: `${argument} names more than ${MOST_NAMED}`, argument });
  const isOnEarth = near == null || (Math.abs(near.longitude) <= 180 && Math.abs(near.latitude) <= 90);
  if (!isOnEarth || (near != null && !(near.radiusMeters > 0 && near.radiusMeters <= 100_000)))
    throw new JingweiError('BAD_INPUT', { reason: 'near is no circle of at most 100 km', argument: 'near' });
  return {
    kinds: kinds ?? REVIEW_KINDS,
    entityKinds: entityKinds ?? ENTITY_KINDS,
    departments: departments ?? [],
    attributes: attributes ?? [],
    center: toPoint(near?.longitude ?? 0, near?.latitude ?? 0),
    radius: near?.radiusMeters ?? 0,
  };
}
