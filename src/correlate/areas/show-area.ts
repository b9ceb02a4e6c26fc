import type { AsOf } from '../../as-of.ts';
import type { Context } from '../../context.ts';
import type { AreaEntry } from '../../standardise/areas.ts';
import { checkWhole } from '../check-input.ts';
import { getAreas } from './area-store.ts';
import { type AreaInput, askArea } from './asked-area.ts';
import type { AreaCoverModel } from './cover-area.ts';
import { outerOf } from './outer-area.ts';

/** An area that went into another one in a year, whole or in part. */
export interface AreaSuccessionModel {
  readonly area: AreaEntry;
  readonly year: number;
}

const MOST_COVERS = 1_000;

/** The areas that a question by an area goes through. Throws AREA_UNKNOWN, BAD_INPUT. */
export async function listCovers(
  context: Context,
  asOf: AsOf,
  area: AreaInput,
  first: number,
): Promise<readonly AreaCoverModel[]> {
  return firstCovers((await askArea(context, asOf, area)).covers, first);
}

/** The first of them. Throws BAD_INPUT. */
export function firstCovers(covers: readonly AreaCoverModel[], first: number): readonly AreaCoverModel[] {
  checkWhole('first', first, MOST_COVERS);
  return covers.slice(0, first);
}

/** What an area lay in last. */
export async function getOuterArea(context: Context, area: AreaEntry): Promise<AreaEntry | null> {
  return outerOf((await getAreas(context)).history, area) ?? null;
}

/** What an area, or parts of it, went into. */
export async function listSuccessors(
  context: Context,
  area: AreaEntry,
): Promise<readonly AreaSuccessionModel[]> {
  const { history } = await getAreas(context);
  return area.successors.flatMap(({ code, year }) => {
    const next = history.find(code, year);
    return next === undefined ? [] : [{ area: next, year }];
  });
}

/** What went into an area. */
export async function listPredecessors(
  context: Context,
  area: AreaEntry,
): Promise<readonly AreaSuccessionModel[]> {
  return (await getAreas(context)).history.sources(area);
}
