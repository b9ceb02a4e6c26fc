import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { bad, checkWhole } from '../check-input.ts';
import { getEntities } from '../get-entity.ts';
import type { LinkModel } from '../link.ts';
import { type LinkFilter, openLinkGraph } from './link-graph.ts';
import type { FoundPath, TimeMode } from './search-paths.ts';
import { type FoundPaths, seekPaths } from './seek-paths.ts';
import { showSteps } from './show-steps.ts';

export interface PathArguments extends LinkFilter {
  readonly from: string;
  readonly to: string;
  readonly maxHops: number;
  readonly first: number;
  readonly mode: TimeMode;
}

export interface PathModel {
  readonly cost: number;
  readonly entities: readonly EntityModel[];
  readonly links: readonly LinkModel[];
}

export interface PathsModel extends Omit<FoundPaths, 'paths'> {
  readonly paths: readonly PathModel[];
}

const MOST_HOPS = 6;
const MOST_PATHS = 100;
/** Share of the time of a request that is spent on looking: what was found has to be read too. */
const PATIENCE = 1 / 3;

/**
 * Paths between two entities, the most telling first: each hop costs one, and each entity led through the binary logarithm of its
 * number of links and one, so that a street where thousands live connects nobody. Links are read from both ends, level by
 * level, as far as a better path may lead. Throws BAD_INPUT (the two are one, hops or first out of range), NOT_FOUND.
 */
export async function findPaths(context: ReadContext, asOf: AsOf, args: PathArguments): Promise<PathsModel> {
  const { maxHops, first, mode } = args;
  checkWhole('maxHops', maxHops, MOST_HOPS);
  checkWhole('first', first, MOST_PATHS);
  const [from, to] = await getEntities(context, asOf, [args.from, args.to]);
  if (from === undefined || to === undefined) throw bad('from and to are one entity', 'to');
  const deadline = performance.now() + PATIENCE * context.settings.http.requestSeconds * 1_000;
  const { paths, ...found } = await seekPaths(await openLinkGraph(context, asOf, args), {
    ...{ from: from.id, to: to.id, maxHops, first, mode },
    isOver: () => performance.now() > deadline,
  });
  return { ...found, paths: await showPaths(context, asOf, [from, to], paths) };
}

async function showPaths(
  context: ReadContext,
  asOf: AsOf,
  ends: readonly [EntityModel, EntityModel],
  found: readonly FoundPath[],
): Promise<readonly PathModel[]> {
  const steps = found.flatMap((path) => path.steps);
  const { entities, links } = await showSteps(context, asOf, steps, ends);
  return found.flatMap(({ steps, cost }) => {
    const reached = steps.flatMap(({ other }) => entities.get(other) ?? []);
    // It leads through what ended or was held back meanwhile.
    if (reached.length < steps.length) return [];
    return [{ cost, entities: [ends[0], ...reached], links: steps.flatMap((step) => links.get(step) ?? []) }];
  });
}
