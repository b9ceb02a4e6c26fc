import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { bad, checkWhole } from '../check-input.ts';
import { getEntities } from '../get-entity.ts';
import type { LinkModel } from '../link.ts';
import { type LeftOut, MOST_LINKS, MOST_NEIGHBOURS } from './find-neighbourhood.ts';
import { HUB, type LinkFilter, MOST_OF_NAMED, openLinkGraph, type Step } from './link-graph.ts';
import { showSteps } from './show-steps.ts';

export interface CommonNeighboursArguments extends LinkFilter {
  readonly a: string;
  readonly b: string;
  readonly first: number;
}

export interface CommonNeighbourModel {
  readonly entity: EntityModel;
  readonly fromA: readonly LinkModel[];
  readonly fromB: readonly LinkModel[];
}

export interface CommonNeighboursModel {
  readonly neighbours: readonly CommonNeighbourModel[];
  readonly leftOut: LeftOut;
}

/** What two entities are both linked to, those with fewest links first: they tell most. Throws BAD_INPUT, NOT_FOUND. */
export async function findCommonNeighbours(
  context: ReadContext,
  asOf: AsOf,
  args: CommonNeighboursArguments,
): Promise<CommonNeighboursModel> {
  checkWhole('first', args.first, MOST_NEIGHBOURS);
  const [a, b] = await getEntities(context, asOf, [args.a, args.b]);
  if (a === undefined || b === undefined) throw bad('a and b are one entity', 'b');
  const graph = await openLinkGraph(context, asOf, args);
  await graph.read([a.id, b.id], MOST_OF_NAMED);
  const ofB = new Set(graph.stepsOf(b.id).map(({ other }) => other));
  const common = [...new Set(graph.stepsOf(a.id).map(({ other }) => other))].filter((id) => ofB.has(id));
  await graph.countDegrees(common);
  const degreeOf = (id: EntityId): number => graph.degreeOf(id) ?? 0;
  const sorted = common.sort((x, y) => degreeOf(x) - degreeOf(y) || (x < y ? -1 : 1));
  const shown = sorted.slice(0, args.first);
  const stepsTo = (from: EntityId, to: EntityId): readonly Step[] =>
    graph
      .stepsOf(from)
      .filter(({ other }) => other === to)
      .slice(0, MOST_LINKS);
  const pairs = shown.map((id) => ({ id, fromA: stepsTo(a.id, id), fromB: stepsTo(b.id, id) }));
  const { entities, links } = await showSteps(
    context,
    asOf,
    pairs.flatMap(({ fromA, fromB }) => [...fromA, ...fromB]),
    [a, b],
  );
  return {
    neighbours: pairs.flatMap(({ id, fromA, fromB }) => {
      const entity = entities.get(id);
      const shownLinks = (steps: readonly Step[]) => steps.flatMap((step) => links.get(step) ?? []);
      return entity === undefined ? [] : [{ entity, fromA: shownLinks(fromA), fromB: shownLinks(fromB) }];
    }),
    leftOut: {
      entities: Math.max(0, common.length - args.first),
      hubs: common.filter((id) => degreeOf(id) > HUB).length,
      isCut: graph.isCut(a.id) || graph.isCut(b.id),
    },
  };
}
