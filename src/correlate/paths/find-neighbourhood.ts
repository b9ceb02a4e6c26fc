import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { checkWhole } from '../check-input.ts';
import { getEntity } from '../get-entity.ts';
import type { LinkModel } from '../link.ts';
import {
  HUB,
  type LinkFilter,
  type LinkGraph,
  MOST_OF_NAMED,
  openLinkGraph,
  type Step,
} from './link-graph.ts';
import { costThrough, HOP } from './search-paths.ts';
import { showSteps } from './show-steps.ts';

export interface NeighbourhoodArguments extends LinkFilter {
  readonly entity: string;
  readonly hops: number;
  readonly first: number;
}

/** An entity near another, with the links that lead to it from those that are nearer. */
export interface NeighbourModel {
  readonly entity: EntityModel;
  readonly hops: number;
  readonly cost: number;
  readonly links: readonly LinkModel[];
}

export interface NeighbourhoodModel {
  readonly neighbours: readonly NeighbourModel[];
  readonly leftOut: LeftOut;
}

/** What an answer does not hold. */
export interface LeftOut {
  /** Entities that were found and not handed out. */
  readonly entities: number;
  /** Entities that were handed out or found, and whose own links were not followed: they have too many. */
  readonly hubs: number;
  /** Whether the entity itself has more links, or a level more entities, than were read: then there are more, uncounted. */
  readonly isCut: boolean;
}

const MOST_HOPS = 3;
export const MOST_NEIGHBOURS = 500;
/** Links that are shown to one neighbour. */
export const MOST_LINKS = 10;
/** Entities of a level whose links are followed, those that cost least to reach first. */
const MOST_FOLLOWED = 300;

interface Reached {
  readonly hops: number;
  readonly cost: number;
  readonly steps: Step[];
}

/**
 * What lies around an entity, the most telling first: fewer hops, then through entities with fewer links (as in
 * {@link findPaths}), then with more links between, then with fewer links of its own. Throws BAD_INPUT, NOT_FOUND.
 */
export async function findNeighbourhood(
  context: ReadContext,
  asOf: AsOf,
  args: NeighbourhoodArguments,
): Promise<NeighbourhoodModel> {
  const { hops, first } = args;
  checkWhole('hops', hops, MOST_HOPS);
  checkWhole('first', first, MOST_NEIGHBOURS);
  const start = await getEntity(context, asOf, args.entity);
  const graph = await openLinkGraph(context, asOf, args);
  const reached = new Map<EntityId, Reached>([[start.id, { hops: 0, cost: 0, steps: [] }]]);
  let [hubs, isCut] = [0, false];
  let frontier: readonly EntityId[] = [start.id];
  for (let level = 1; level <= hops; level++) {
    const followed = frontier.slice(0, MOST_FOLLOWED);
    isCut ||= followed.length < frontier.length;
    await graph.read(followed, level === 1 ? MOST_OF_NAMED : HUB);
    const next = new Set<EntityId>();
    for (const id of followed) {
      if (level > 1 && graph.isCut(id)) hubs += 1;
      else follow(graph, reached, id, level, next);
    }
    frontier = sortReached(reached, [...next]);
  }
  isCut ||= graph.isCut(start.id);
  reached.delete(start.id);
  const neighbours = await rank(graph, reached);
  return {
    neighbours: await showNeighbours(context, asOf, start, neighbours.slice(0, first)),
    leftOut: { entities: Math.max(0, neighbours.length - first), hubs, isCut },
  };
}

/** Notes what an entity leads to that is not nearer already. */
function follow(
  graph: LinkGraph,
  reached: Map<EntityId, Reached>,
  id: EntityId,
  level: number,
  next: Set<EntityId>,
): void {
  const steps = graph.stepsOf(id);
  const through = reached.get(id)?.cost ?? 0;
  const cost = HOP + through + (level === 1 ? 0 : costThrough(steps.length));
  for (const step of steps) {
    const known = reached.get(step.other);
    if (known !== undefined && known.hops < level) continue;
    next.add(step.other);
    reached.set(step.other, {
      hops: level,
      cost: Math.min(cost, known?.cost ?? Infinity),
      steps: [...(known?.steps ?? []), step],
    });
  }
}

function sortReached(reached: ReadonlyMap<EntityId, Reached>, ids: readonly EntityId[]): readonly EntityId[] {
  const costOf = (id: EntityId): number => reached.get(id)?.cost ?? Infinity;
  return [...ids].sort((a, b) => costOf(a) - costOf(b) || (a < b ? -1 : 1));
}

async function rank(
  graph: LinkGraph,
  reached: ReadonlyMap<EntityId, Reached>,
): Promise<readonly (readonly [EntityId, Reached])[]> {
  await graph.countDegrees([...reached.keys()]);
  return [...reached].sort(
    ([a, one], [b, other]) =>
      one.hops - other.hops ||
      one.cost - other.cost ||
      other.steps.length - one.steps.length ||
      (graph.degreeOf(a) ?? 0) - (graph.degreeOf(b) ?? 0) ||
      (a < b ? -1 : 1),
  );
}

async function showNeighbours(
  context: ReadContext,
  asOf: AsOf,
  start: EntityModel,
  found: readonly (readonly [EntityId, Reached])[],
): Promise<readonly NeighbourModel[]> {
  const { entities, links } = await showSteps(
    context,
    asOf,
    found.flatMap(([, { steps }]) => steps.slice(0, MOST_LINKS)),
    [start],
  );
  return found.flatMap(([id, { hops, cost, steps }]) => {
    const entity = entities.get(id);
    if (entity === undefined) return [];
    return [{ entity, hops, cost, links: steps.flatMap((step) => links.get(step) ?? []) }];
  });
}
