import type { EntityId } from '../../ids.ts';
import { HUB, type LinkGraph, type Step } from './link-graph.ts';
import {
  costThrough,
  type FoundPath,
  listPredecessors,
  type SearchInput,
  type SearchResult,
  searchPaths,
} from './search-paths.ts';
import { TwoSidedReader } from './two-sided-reader.ts';

export type SoughtPaths = Omit<SearchInput, 'stepsOf' | 'costOf'>;

export type PathCut = 'TIME' | 'WORK' | 'LINKS_OF_END';

export interface FoundPaths {
  readonly paths: readonly FoundPath[];
  /** Whether there are more paths than asked for. */
  readonly hasMore: boolean;
  /** Why there may be better ones that were not looked at; empty where all were. */
  readonly cutBy: readonly PathCut[];
  /** Entities with too many links that no path was led through. */
  readonly hubs: number;
  readonly entitiesRead: number;
}

/**
 * The cheapest paths between two entities of a graph that is read as far as a better path may lead: from both ends, level by level.
 * Answers what a search of all links would, or says what it was cut by.
 */
export async function seekPaths(graph: LinkGraph, sought: SoughtPaths): Promise<FoundPaths> {
  const { from, to, maxHops, first, isOver } = sought;
  const reader = new TwoSidedReader(graph, from, to);
  let found: SearchResult = { paths: [], isCut: false };
  while (reader.hops < maxHops && !isOver()) {
    // One more than asked for tells whether there are more; with that many, only better ones than the last are looked for.
    await reader.readLevel(found.paths[first]?.cost ?? Infinity);
    found = await searchCounted(graph, reader, { ...sought, maxHops: reader.hops, first: first + 1 });
  }
  return {
    paths: found.paths.slice(0, first),
    hasMore: found.paths.length > first,
    cutBy: [
      ...(isOver() ? (['TIME'] as const) : []),
      ...(reader.isCut || (found.isCut && found.paths.length <= first) ? (['WORK'] as const) : []),
      ...(graph.isCut(from) || graph.isCut(to) ? (['LINKS_OF_END'] as const) : []),
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
  sought: SoughtPaths,
): Promise<SearchResult> {
  if (!reader.hasMet()) return { paths: [], isCut: false };
  const isOpen = (id: EntityId): boolean => id !== sought.to && graph.degreeOf(id) === undefined;
  const stepsOf = (id: EntityId): readonly Step[] =>
    id !== sought.from && reader.leastDegreeOf(id) > HUB ? [] : reader.stepsOf(id);
  const predecessors = listPredecessors({ ...sought, stepsOf });
  const look = (first: number, isBarred: (id: EntityId) => boolean = () => false): SearchResult => {
    const costOf = (id: EntityId): number => {
      const links = reader.leastDegreeOf(id);
      return links > HUB || isBarred(id) ? Infinity : costThrough(links);
    };
    return searchPaths({ ...sought, first, costOf, stepsOf }, predecessors);
  };
  // Where times bar paths, those that no look finds would have to be counted too.
  if (sought.mode !== 'ANY') await graph.countDegrees(reader.listMiddles());
  for (let wide = sought.first; ; wide *= 2) {
    const found = look(sought.first);
    const open = openOf(found, isOpen);
    if (open.length === 0) return found;
    if (sought.isOver()) return look(sought.first, isOpen);
    // A search that gives up before it found enough would give up again and again.
    if (found.isCut && found.paths.length < sought.first) await graph.countDegrees(reader.listMiddles());
    // Wider each time, or costs that turn out higher one after the other would each take a turn.
    const isFull = found.paths.length === sought.first;
    await graph.countDegrees(isFull && wide > sought.first ? openOf(look(wide), isOpen) : open);
  }
}

/** What the paths lead through whose links were not counted. */
function openOf({ paths }: SearchResult, isOpen: (id: EntityId) => boolean): readonly EntityId[] {
  return paths.flatMap(({ steps }) => steps.map(({ other }) => other).filter(isOpen));
}
