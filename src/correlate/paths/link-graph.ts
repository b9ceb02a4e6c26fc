import type { ReadContext } from '../../access/access.ts';
import { type AsOf, type During, recordedParam, validBounds } from '../../as-of.ts';
import { countNeighbours, listNeighbours } from '../../generated/statements.ts';
import type { EntityId } from '../../ids.ts';
import { checkLinkTypes } from '../../intake/check-link-types.ts';
import { chooseDatasets, type DatasetChoice } from '../../intake/chosen-datasets.ts';
import { checkPeriod } from '../check-input.ts';

/** A link as one of its ends sees it; times in milliseconds since 1970. */
export interface Step {
  readonly entity: EntityId;
  readonly other: EntityId;
  readonly outgoing: boolean;
  readonly type: string;
  readonly dataset: string;
  readonly validFrom: number;
  readonly validTo: number;
}

export interface LinkFilter extends DatasetChoice {
  readonly linkTypes?: readonly string[] | null | undefined;
  readonly during?: During | null | undefined;
}

/** More links than this, and an entity connects nobody: it is a hub. */
export const HUB = 500;
/** Links that are read of an entity that a question names. */
export const MOST_OF_NAMED = 5_000;
/** Entities in one statement: so that a question that was given up ends soon. */
const BATCH = 200;
/** Statements that are under way at once. */
const AT_ONCE = 2;

/** The links around some entities, read in batches and kept. One for each question. */
export interface LinkGraph {
  /** Reads the links of entities that are not read yet, at most so many of each. */
  read(entities: readonly EntityId[], most: number): Promise<void>;
  /** Those of an entity that was read, at most as many as were asked for; empty of one that was not. */
  stepsOf(entity: EntityId): readonly Step[];
  isRead(entity: EntityId): boolean;
  /** Whether an entity that was read has more links than were asked for. */
  isCut(entity: EntityId): boolean;
  /** Counts how many links entities have, none above {@link HUB} and one. */
  countDegrees(entities: readonly EntityId[]): Promise<void>;
  /** How many links an entity has that was read or counted; undefined of any other. */
  degreeOf(entity: EntityId): number | undefined;
}

/** Throws BAD_INPUT for a period that ends before it begins and types of links that nobody states, DATASET_UNKNOWN, NOT_FOUND. */
export async function openLinkGraph(
  context: ReadContext,
  asOf: AsOf,
  filter: LinkFilter,
): Promise<LinkGraph> {
  const params = {
    ...validBounds(asOf, checkPeriod(filter.during)),
    ...recordedParam(asOf),
    types: await checkLinkTypes(context, filter.linkTypes, 'linkTypes'),
    datasets: await chooseDatasets(context, filter),
    sight: context.access.decision.sight,
  };
  const neighbours = asOf.recorded === null ? 'neighbours-now' : 'neighbours-as-of';
  const options = { signal: context.signal, slots: { neighbours } } as const;
  const steps = new Map<EntityId, readonly Step[]>();
  const cut = new Set<EntityId>();
  const degrees = new Map<EntityId, number>();
  return {
    read: async (entities, most) => {
      await inBatches(
        entities.filter((id) => !steps.has(id)),
        async (batch) => {
          const rows = await context.graph.read(
            listNeighbours,
            { ...params, entities: batch, most: BigInt(most + 1) },
            options,
          );
          for (const { entity, links } of rows) {
            if (links.length > most) cut.add(entity);
            degrees.set(entity, Math.min(links.length, HUB + 1));
            steps.set(
              entity,
              links.slice(0, most).map(([other, outgoing, type, dataset, validFrom, validTo]) => ({
                ...{ entity, other, outgoing, type, dataset, validFrom, validTo },
              })),
            );
          }
        },
      );
    },
    stepsOf: (entity) => steps.get(entity) ?? [],
    isRead: (entity) => steps.has(entity),
    isCut: (entity) => cut.has(entity),
    countDegrees: async (entities) => {
      await inBatches(
        entities.filter((id) => !degrees.has(id)),
        async (batch) => {
          const rows = await context.graph.read(
            countNeighbours,
            { ...params, entities: batch, most: BigInt(HUB + 1) },
            options,
          );
          for (const { entity, count } of rows) degrees.set(entity, count);
        },
      );
    },
    degreeOf: (entity) => degrees.get(entity),
  };
}

async function inBatches<T>(
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  const distinct = [...new Set(items)];
  const batches = Array.from({ length: Math.ceil(distinct.length / BATCH) }, (_, index) =>
    distinct.slice(index * BATCH, (index + 1) * BATCH),
  );
  const ahead = batches.values();
  const lane = async (): Promise<void> => {
    for (const batch of ahead) await work(batch);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
