import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { type AreaInput, askArea } from '../areas/asked-area.ts';
import { bad } from '../check-input.ts';
import { getEntities } from '../get-entity.ts';
import type { Position } from '../place/distance.ts';
import { readPolygon } from '../place/polygon.ts';
import { toCircle } from '../place/shape.ts';
import { listPresences, type PresenceArguments, type PresenceList, readPresences } from './list-presences.ts';

/** How close to a point counts as there, in meters: as exactly as people and machines note where they are. */
const THERE = 50;

export interface NearArguments extends PresenceArguments {
  readonly point: Position;
  readonly radiusMeters: number;
}

/** What was within a radius of a point over a period. Throws BAD_INPUT, CURSOR_INVALID, QUESTION_TOO_WIDE. */
export function listNear(
  context: ReadContext,
  asOf: AsOf,
  { point, radiusMeters, ...args }: NearArguments,
): Promise<PresenceList> {
  return listPresences(context, asOf, { of: 'shape', shape: toCircle(point, radiusMeters) }, args);
}

export interface WithinArguments extends PresenceArguments {
  readonly polygon?: unknown;
  readonly area?: AreaInput | null | undefined;
}

/** The same within a polygon, or in an administrative area. Throws AREA_UNKNOWN too. */
export async function listWithin(
  context: ReadContext,
  asOf: AsOf,
  { polygon, area, ...args }: WithinArguments,
): Promise<PresenceList> {
  if ((polygon == null) === (area == null)) throw bad('give one of polygon and area', 'polygon');
  if (area != null)
    return listPresences(context, asOf, { of: 'area', area: await askArea(context, asOf, area) }, args);
  return listPresences(context, asOf, { of: 'shape', shape: readPolygon(polygon) }, args);
}

export interface PresenceOfArguments extends PresenceArguments {
  readonly place?: string | null | undefined;
  readonly point?: Position | null | undefined;
  readonly area?: AreaInput | null | undefined;
}

/** The same at a place: the records that mention it, those at a point, or those in an area. Throws NOT_FOUND, AREA_UNKNOWN too. */
export async function listPresent(
  context: ReadContext,
  asOf: AsOf,
  { place, point, area, ...args }: PresenceOfArguments,
): Promise<PresenceList> {
  if ([place, point, area].filter((given) => given != null).length !== 1)
    throw bad('give one of place, point and area', 'place');
  if (area != null) return listWithin(context, asOf, { area, ...args });
  if (point != null)
    return listPresences(context, asOf, { of: 'shape', shape: toCircle(point, THERE) }, args);
  return listOfEntities(context, asOf, [place ?? ''], args, ([found]) => {
    if (found?.kind !== 'Place') throw bad(`place is a ${found?.kind}; ask for its timeline`, 'place');
  });
}

export interface TimelineRootArguments extends PresenceArguments {
  readonly entity?: string | null | undefined;
  readonly entities?: readonly string[] | null | undefined;
  readonly polygon?: unknown;
  readonly area?: AreaInput | null | undefined;
}

/** Entities whose records one timeline may merge. */
const MOST_ENTITIES = 50;

/** The records of all departments that mention an entity or one of several, or lie within a polygon or an area. Throws NOT_FOUND, AREA_UNKNOWN too. */
export async function listTimeline(
  context: ReadContext,
  asOf: AsOf,
  { entity, entities, polygon, area, ...args }: TimelineRootArguments,
): Promise<PresenceList> {
  if ([entity, entities, polygon, area].filter((given) => given != null).length !== 1)
    throw bad('give one of entity, entities, polygon and area', 'entity');
  if (polygon != null || area != null) return listWithin(context, asOf, { polygon, area, ...args });
  const ids = entities ?? (entity == null ? [] : [entity]);
  if (ids.length === 0 || ids.length > MOST_ENTITIES)
    throw bad(`entities are not from 1 to ${MOST_ENTITIES}`, 'entities');
  return listOfEntities(context, asOf, ids, args);
}

/**
 * The records that mention some entities. They are read beside the entities, by the ids that were asked for: nearly always these are
 * the entities' own. What is read by the id of a merged one, or of one that may not be known, is stopped and handed to nobody.
 */
async function listOfEntities(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
  args: PresenceArguments,
  check: (found: readonly EntityModel[]) => void = () => undefined,
): Promise<PresenceList> {
  const sourceOf = (entities: readonly string[]) => ({ of: 'entities', entities }) as const;
  const unused = new AbortController();
  const signals = context.signal === undefined ? [] : [context.signal];
  const signal = AbortSignal.any([unused.signal, ...signals]);
  const reading = readPresences(context, asOf, sourceOf(ids), args, signal);
  // Nobody waits for it where it is of no use: how long it takes would tell of who is there.
  reading.catch(() => undefined);
  try {
    const found = await getEntities(context, asOf, ids);
    check(found);
    const own = found.map(({ id }) => id);
    if (own.join() === ids.join()) {
      const show = await reading;
      return show();
    }
    unused.abort();
    return await listPresences(context, asOf, sourceOf(own), args);
  } catch (error) {
    unused.abort();
    throw error;
  }
}
