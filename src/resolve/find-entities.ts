import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import {
  findEntities as findEntitiesStatement,
  findMentionEntities as findMentionEntitiesStatement,
  listEntityDatasets,
  listNames as listNamesStatement,
} from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { chooseName } from './choose-name.ts';
import { type EntityModel, toEntity } from './entity.ts';

/** Entities under the ids that were asked for; the id of a merged one has its survivor, of an ended one no entry. */
export function findEntities(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntityModel>> {
  return readEntities(context, asOf, ids, recordedSlots(asOf));
}

/** The same without names and evidence, which of a hub are chosen and counted from thousands of mentions: who asks is told both later. */
export function findOutlines(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntityModel>> {
  return readEntities(context, asOf, ids, {
    ...recordedSlots(asOf),
    ...{ names: 'names-none', evidence: 'evidence-none' },
  });
}

type EntitySlots = NonNullable<(typeof findEntitiesStatement)['types']>['slots'];

async function readEntities(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
  slots: EntitySlots,
): Promise<ReadonlyMap<string, EntityModel>> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      findEntitiesStatement,
      { ids, ...recordedParam(asOf), sight: context.access.decision.sight },
      { signal: context.signal, slots },
    ),
    loadCatalogue(context),
  ]);
  return new Map(rows.map((row) => [row.asked, toEntity(context, row, asOf, catalogue)]));
}

/** How many mentions entities are made of that were read without. */
export async function countEvidence(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await readEntities(context, asOf, ids, { ...recordedSlots(asOf), names: 'names-none' });
  return new Map([...found].map(([id, { evidence }]) => [id, evidence ?? 0]));
}

/** The names of entities that were read without. */
export async function findNames(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      listNamesStatement,
      { ids, ...recordedParam(asOf), sight: context.access.decision.sight },
      { signal: context.signal, slots: recordedSlots(asOf) },
    ),
    loadCatalogue(context),
  ]);
  return new Map(rows.map(({ id, names }) => [id, chooseName(catalogue, id, names)]));
}

/** The entity that each of some mentions refers to. */
export async function findMentionEntities(
  context: ReadContext,
  asOf: AsOf,
  mentions: readonly string[],
): Promise<ReadonlyMap<string, EntityId>> {
  const rows = await context.graph.read(
    findMentionEntitiesStatement,
    { mentions, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map(({ mention, entity }) => [mention, entity]));
}

/** Ids of the datasets that mention each of some entities. */
export async function findEntityDatasets(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await context.graph.read(
    listEntityDatasets,
    { entities, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new Map(rows.map(({ entity, datasets }) => [entity, datasets]));
}
