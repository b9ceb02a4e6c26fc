import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { bad, checkWhole } from '../check-input.ts';
import { getEntity } from '../get-entity.ts';
import type { LinkModel } from '../link.ts';
import { HUB, type LinkFilter, openLinkGraph } from './link-graph.ts';
import { type FoundPath, searchPaths, type TimeMode } from './search-paths.ts';
import { showSteps } from './show-steps.ts';
import { TwoSidedReader } from './two-sided-reader.ts';

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

export interface PathsModel {
  readonly paths: readonly PathModel[];
  /** Whether there are more paths than asked for. */
  readonly hasMore: boolean;
  /** Why there may be better ones that were not looked at; empty where all were. */
  readonly cutBy: readonly PathCut[];
  /** Entities with too many links that no path was led through. */
  readonly hubs: number;
  readonly entitiesRead: number;
}

export type PathCut = 'TIME' | 'WORK' | 'LINKS_OF_END';

const MOST_HOPS = 6;
const MOST_PATHS = 100;
/** Share of the time of a request that is spent on looking: what was found has to be read too. */
const PATIENCE = 1 / 3;
/** Whatever a path leads through has two links at least. */
const LEAST_THROUGH = Math.log2(1 + 2);

/**
 * Paths between two entities, the most telling first: each hop costs one, and each entity led through the binary logarithm of its
 * number of links and one, so that a street where thousands live connects nobody. Links are read from both ends, level by
 * level, until no longer path could be better. Throws BAD_INPUT (the two are one, hops or first out of range), NOT_FOUND.
 */
export async function findPaths(context: ReadContext, asOf: AsOf, args: PathArguments): Promise<PathsModel> {
  const { maxHops, first, mode } = args;
  checkWhole('maxHops', maxHops, MOST_HOPS);
  checkWhole('first', first, MOST_PATHS);
  const [from, to] = await Promise.all([
    getEntity(context, asOf, args.from),
    getEntity(context, asOf, args.to),
  ]);
  if (from.id === to.id) throw bad('from and to are one entity', 'to');
  const deadline = performance.now() + PATIENCE * context.settings.http.requestSeconds * 1_000;
  const isOver = (): boolean => performance.now() > deadline;
  const graph = await openLinkGraph(context, asOf, args);
  const reader = new TwoSidedReader(graph, from.id, to.id);
  const search = async () => {
    const degrees = await graph.countDegrees(reader.listMiddles());
    const costOf = (id: EntityId): number =>
      Math.log2(1 + (graph.isRead(id) ? reader.degreeOf(id) : (degrees.get(id) ?? 0)));
    const isHub = (id: EntityId): boolean => reader.isHub(id) || (degrees.get(id) ?? 0) > HUB;
    const stepsOf = (id: EntityId) =>
      reader.stepsOf(id).filter(({ other }) => other === to.id || !isHub(other));
    const limits = { maxHops: reader.hops, first, mode, isOver };
    return searchPaths({ from: from.id, to: to.id, ...limits, stepsOf, costOf });
  };
  let found = await search();
  while (reader.hops < maxHops && !isOver() && (await reader.readLevel())) {
    found = await search();
    if (isGoodEnough(found.paths, first, reader.hops + 1)) break;
  }
  const paths = await showPaths(context, asOf, from, found.paths);
  return {
    paths,
    hasMore: found.isCut && found.paths.length === first,
    cutBy: [
      ...(isOver() ? (['TIME'] as const) : []),
      ...(reader.isCut || (found.isCut && found.paths.length < first) ? (['WORK'] as const) : []),
      ...(graph.isCut(from.id) || graph.isCut(to.id) ? (['LINKS_OF_END'] as const) : []),
    ],
    hubs: reader.hubs,
    entitiesRead: reader.entitiesRead,
  };
}

/** Whether enough paths were found that none with so many hops or more can be better than. */
function isGoodEnough(paths: readonly FoundPath[], first: number, hops: number): boolean {
  const last = paths[first - 1];
  return last !== undefined && last.cost <= hops + (hops - 1) * LEAST_THROUGH;
}

async function showPaths(
  context: ReadContext,
  asOf: AsOf,
  from: EntityModel,
  found: readonly FoundPath[],
): Promise<readonly PathModel[]> {
  const { entities, links } = await showSteps(
    context,
    asOf,
    found.flatMap(({ steps }) => steps),
  );
  return found.map(({ steps, cost }) => ({
    cost,
    entities: [from, ...steps.flatMap(({ other }) => entities.get(other) ?? [])],
    links: steps.flatMap((step) => links.get(step) ?? []),
  }));
}
