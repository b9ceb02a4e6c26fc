import { requireRole } from '../access/caller.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import type { MentionModel } from '../intake/mention.ts';
import { readReason } from '../reconcile/judge.ts';
import { type DecisionPreview, previewDecision, previewObeyed } from '../reconcile/preview.ts';
import { dismissItem, returnReviewItem, takeReviewItems } from '../reconcile/review/lease.ts';
import type { ReviewItemModel } from '../reconcile/review/review-item.ts';
import { findSharedNeighbours, type ReviewFilter } from '../reconcile/review/review-queue.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { MatchModel } from '../resolve/matching/explain-match.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';
import type { RequestContext } from './context.ts';
import { listVisibleMentions } from './follow.ts';
import { matchOf } from './match.ts';
import { DECIDERS, deciding, requireReader, showPreview } from './reconcile-commands.ts';

const EARTH_METERS = 6_371_008.8;
const DAY = 86_400_000;
const [PAST, FUTURE] = [Date.parse(FAR_PAST), Date.parse(FAR_FUTURE)];

/** One item of the queue for a reader. Throws FORBIDDEN. */
export async function findItem(
  context: RequestContext,
  id: string,
  isBlind: boolean,
): Promise<ReviewItemModel | null> {
  const item = await requireReader(context).loaders(PRESENT).reviewItems.load(id);
  return item === null ? null : { ...item, isBlind };
}

interface TakeArguments {
  readonly count: number;
  readonly where?: ReviewFilter | null | undefined;
  readonly blind?: boolean | null | undefined;
}

/** Takes items into the caller's hands. Throws FORBIDDEN, BAD_INPUT. */
export async function takeItems(
  context: RequestContext,
  args: TakeArguments,
): Promise<readonly ReviewItemModel[]> {
  requireRole(context, DECIDERS);
  return takeReviewItems(context, { ...args, by: context.caller.user ?? '' });
}

/** Throws FORBIDDEN, NOT_FOUND, REVIEW_LEASE. */
export async function returnItem(context: RequestContext, id: string): Promise<ReviewItemModel> {
  requireRole(context, DECIDERS);
  return returnReviewItem(context, context.caller.user ?? '', id);
}

/** Throws FORBIDDEN, NOT_FOUND, BAD_INPUT, REVIEW_LEASE. */
export async function dismissItemOf(
  context: RequestContext,
  id: string,
  reason: string,
): Promise<ReviewItemModel> {
  requireRole(context, DECIDERS);
  return dismissItem(context, context.caller.user ?? '', { id, reason: readReason(reason) });
}

/** The entity that all of some mentions refer to, if it is one. */
export async function findOnlyEntity(
  context: RequestContext,
  mentions: readonly string[],
): Promise<EntityModel | null> {
  const { mentionEntities, entities } = context.loaders(PRESENT);
  const found = new Set(await Promise.all(mentions.map((id) => mentionEntities.load(id))));
  const [only] = found;
  return found.size === 1 && only != null ? entities.load(only) : null;
}

/** How alike the sides of an item are; null in blind mode, and where no model can tell. */
export async function findItemMatch(
  context: RequestContext,
  { left, right, isBlind }: ReviewItemModel,
): Promise<MatchModel | null> {
  const [one, other] = [left[0], right[0]];
  if (isBlind || one === undefined || other === undefined) return null;
  const [ours, theirs] = [await findOnlyEntity(context, left), await findOnlyEntity(context, right)];
  const ids = ours === null || theirs === null || ours.id === theirs.id ? [one, other] : [ours.id, theirs.id];
  try {
    return await matchOf(context, ids[0] ?? one, ids[1] ?? other);
  } catch (error) {
    // Without a model nothing is weighed, and what stands no longer cannot be.
    if (error instanceof JingweiError && (error.code === 'MODEL_MISSING' || error.code === 'NOT_FOUND'))
      return null;
    throw error;
  }
}

/** Entities that both sides are linked to. */
export async function listSharedEntities(
  context: RequestContext,
  { left, right }: ReviewItemModel,
): Promise<readonly EntityModel[]> {
  const [ours, theirs] = [await findOnlyEntity(context, left), await findOnlyEntity(context, right)];
  if (ours === null || theirs === null || ours.id === theirs.id) return [];
  const { entities } = context.loaders(PRESENT);
  const ids = await findSharedNeighbours(context, ours.id, theirs.id);
  return (await Promise.all(ids.map((id) => entities.load(id)))).filter((entity) => entity !== null);
}

/** Least distance in metres between the records of both sides (haversine on the mean radius of the earth). */
export async function findDistance(
  context: RequestContext,
  { left, right }: ReviewItemModel,
): Promise<number | null> {
  const [ours, theirs] = await Promise.all([listPlaces(context, left), listPlaces(context, right)]);
  const distances = ours.flatMap((one) => theirs.map((other) => distanceBetween(one, other)));
  return distances.length === 0 ? null : Math.min(...distances);
}

/** Days over which some record of either side holds at the same time. */
export async function findOverlap(
  context: RequestContext,
  { left, right }: ReviewItemModel,
): Promise<number | null> {
  const isDated = ({ validFrom, validTo }: MentionModel): boolean => validFrom !== PAST || validTo !== FUTURE;
  const ours = (await listVisibleMentions(context, left)).filter(isDated);
  const theirs = (await listVisibleMentions(context, right)).filter(isDated);
  const days = ours.flatMap((one) =>
    theirs.map((other) => {
      const until = Math.min(one.validTo, other.validTo, context.clock());
      return Math.max(0, until - Math.max(one.validFrom, other.validFrom)) / DAY;
    }),
  );
  return days.length === 0 ? null : Math.max(...days);
}

/**
 * What saying that both sides are one (of what is disputed: that they are not), or obeying the contested judgement, would do;
 * null for who decides nothing.
 */
export async function previewAccepting(
  context: RequestContext,
  { kind, left, right, judgement }: ReviewItemModel,
): Promise<DecisionPreview | null> {
  const { role } = context.caller;
  if (role !== 'bureau' && role !== 'reviewer') return null;
  const known = judgement === null ? null : await context.loaders(PRESENT).judgements.load(judgement);
  const [one, other] = [left[0], right[0]];
  if (one === undefined || other === undefined) return null;
  const verdict = known?.verdict ?? (kind === 'DISPUTED' ? 'DIFFERENT' : 'SAME');
  const sides = known ?? { left: [one], right: [other] };
  try {
    const preview = await (kind === 'CONFLICT' ? previewObeyed : previewDecision)(deciding(context), {
      ...{ act: 'JUDGE', verdict, reason: 'preview' },
      ...{ left: sides.left, right: sides.right },
    });
    return await showPreview(context, preview);
  } catch (error) {
    // What stands no longer cannot be judged.
    if (error instanceof JingweiError && (error.code === 'NOT_FOUND' || error.code === 'BAD_INPUT'))
      return null;
    throw error;
  }
}

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

async function listPlaces(context: RequestContext, ids: readonly string[]): Promise<readonly Place[]> {
  const mentions = await listVisibleMentions(context, ids);
  const { records } = context.loaders(PRESENT);
  const found = await Promise.all(mentions.map(({ record }) => records.load(record)));
  return found.flatMap((record) => {
    const { longitude = null, latitude = null } = record?.location ?? {};
    return longitude === null || latitude === null ? [] : [{ longitude, latitude }];
  });
}

function distanceBetween(one: Place, other: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [south, north] = [radians(one.latitude), radians(other.latitude)];
  const east = radians(other.longitude - one.longitude);
  const half =
    Math.sin((north - south) / 2) ** 2 + Math.cos(south) * Math.cos(north) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(half)));
}
