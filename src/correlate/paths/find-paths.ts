import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { bad, checkWhole } from '../check-input.ts';
import { getEntities } from '../get-entity.ts';
import type { LinkModel } from '../link.ts';
import { HUB, type LinkFilter, type LinkGraph, openLinkGraph, type Step } from './link-graph.ts';
import {
  costThrough,
  type FoundPath,
  type SearchInput,
  type SearchResult,
  searchPaths,
  type TimeMode,
} from './search-paths.ts';
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
  const isOver = (): boolean => performance.now() > deadline;
  const graph = await openLinkGraph(context, asOf, args);
  const reader = new TwoSidedReader(graph, from.id, to.id);
  const search = (): Promise<SearchResult> =>
    searchCounted(graph, reader, { from: from.id, to: to.id, maxHops: reader.hops, first, mode, isOver });
  let found = await search();
  while (reader.hops < maxHops && !isOver()) {
    // With as many paths as were asked for, only better ones than the last of them are looked for.
    if (!(await reader.readLevel(found.paths[first - 1]?.cost ?? Infinity))) break;
    found = await search();
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

/**
 * The cheapest paths by what was read. What leading through an entity costs is counted only where a path leads: of all others it is
 * known what it costs at least, which is enough to leave them aside.
 */
async function searchCounted(
  graph: LinkGraph,
  reader: TwoSidedReader,
  input: Omit<SearchInput, 'stepsOf' | 'costOf'>,
): Promise<SearchResult> {
  if (!reader.hasMet()) return { paths: [], isCut: false };
  const isHub = (id: EntityId): boolean => reader.leastDegreeOf(id) > HUB;
  const look = (first: number): SearchResult =>
    searchPaths({
      ...{ ...input, first, costOf: (id) => costThrough(reader.leastDegreeOf(id)) },
      stepsOf: (id) => reader.stepsOf(id).filter(({ other }) => other === input.to || !isHub(other)),
    });
  const isOpen = ({ other }: Step): boolean => other !== input.to && graph.degreeOf(other) === undefined;
  for (let wide = input.first; ; wide *= 2) {
    const found = look(input.first);
    const counted = found.paths.filter(({ steps }) => !steps.some(isOpen));
    if (counted.length === found.paths.length || input.isOver()) return { ...found, paths: counted };
    // Wider each time, or costs that turn out too low one after the other would each take a turn.
    const { paths } = wide === input.first ? found : look(wide);
    await graph.countDegrees(paths.flatMap(({ steps }) => steps.filter(isOpen).map(({ other }) => other)));
  }
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
