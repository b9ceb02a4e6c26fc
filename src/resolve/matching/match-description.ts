import type { ReadContext } from '../../access/access.ts';
import { PRESENT } from '../../as-of.ts';
import { readComparedMembers, readModels } from '../../generated/statements.ts';
import { groupRows } from '../../group-rows.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { toMentionState } from '../../intake/record-difference.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import { standardise } from '../../standardise/standardise.ts';
import { FAR_FUTURE, FAR_PAST } from '../../standardise/value.ts';
import type { EngineMention } from '../engine/mention.ts';
import type { EntityModel } from '../entity.ts';
import { lookupEntities } from '../lookup-entities.ts';
import { searchEntities } from '../search-entities.ts';
import { readBarred } from '../values/barred-values.ts';
import { listModelSummaries, loadModel, type StoredModel } from './model-store.ts';
import { toEngineMention } from './resolvable.ts';
import { scorerOf } from './scorers.ts';

/** Something as somebody describes it: what it is called, and what else is said of it, by attribute. */
export interface Description {
  readonly text: string;
  /** What it may be; none named: anything. */
  readonly kinds: readonly EntityKind[];
  readonly properties: readonly { readonly attribute: string; readonly value: string }[];
}

/** An entity that may be what was described. */
export interface DescriptionMatch {
  readonly entity: EntityModel;
  /** That it is, as the engine reckons it from those mentions that the caller may see whole; null where there is nothing to reckon. */
  readonly probability: number | null;
  /** How much of the text its visible names are, as search gives it; above all where an identifier was given. */
  readonly score: number;
}

const MOST_CANDIDATES = 30;
const MOST_MEMBERS = 30;
const IDENTIFIED = 1_000;

/**
 * Entities that may be what is described, best first: found by what the caller may search, then weighed by the scorer that
 * decides who is who. Throws as {@link searchEntities} and {@link lookupEntities}.
 */
export async function matchDescription(
  context: ReadContext,
  catalogue: DatasetCatalogue,
  description: Description,
  limit: number,
): Promise<readonly DescriptionMatch[]> {
  const { text, kinds, properties } = description;
  const found = new Map<EntityId, { readonly entity: EntityModel; readonly score: number }>();
  const identifiers = properties.filter(({ attribute }) =>
    catalogue.attributes.get(attribute)?.some((reading) => reading.kind === 'identifier'),
  );
  const looked = await lookupEntities(context, PRESENT, {
    identifiers: identifiers.map(({ value }) => ({ value })),
  });
  for (const entity of looked.flatMap(({ entities }) => entities))
    if (kinds.length === 0 || kinds.includes(entity.kind))
      found.set(entity.id, { entity, score: IDENTIFIED });
  for (const kind of text === '' ? [] : kinds.length === 0 ? [null] : new Set(kinds)) {
    const hits = await searchEntities(context, PRESENT, { text, kind, first: MOST_CANDIDATES });
    for (const { entity, score } of hits.nodes)
      if (!found.has(entity.id)) found.set(entity.id, { entity, score });
  }
  const candidates = [...found.values()]
    .sort((left, right) => right.score - left.score)
    .slice(0, MOST_CANDIDATES);
  const probabilities = await weigh(
    context,
    catalogue,
    description,
    candidates.map(({ entity }) => entity),
  );
  return candidates
    .map(({ entity, score }) => ({ entity, score, probability: probabilities.get(entity.id) ?? null }))
    .sort(
      (left, right) =>
        (right.probability ?? -1) - (left.probability ?? -1) ||
        right.score - left.score ||
        (left.entity.id < right.entity.id ? -1 : 1),
    )
    .slice(0, limit);
}

/** The best of the probabilities that the description is one with a mention of each entity, kind by kind. */
async function weigh(
  context: ReadContext,
  catalogue: DatasetCatalogue,
  description: Description,
  entities: readonly EntityModel[],
): Promise<ReadonlyMap<EntityId, number>> {
  const best = new Map<EntityId, number>();
  if (entities.length === 0) return best;
  const models = await loadModelsOf(context, new Set(entities.map(({ kind }) => kind)));
  const rows = await context.graph.read(
    readComparedMembers,
    {
      ...{ entities: entities.map(({ id }) => id), most: BigInt(MOST_MEMBERS) },
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  const barred = await readBarred(
    context,
    rows.map(({ id }) => id),
  );
  for (const [entity, members] of groupRows(rows, (row) => row.entity)) {
    const kind = entities.find(({ id }) => id === entity)?.kind;
    const stored = models.find((model) => model.kind === kind);
    if (entity === null || kind === undefined || stored === undefined) continue;
    const mentions = members.map((row) => toEngineMention(barred.bar(toMentionState(row))));
    const described = toMention(catalogue, description, kind);
    const bits = await scorerOf(stored).score(
      [described, ...mentions],
      mentions.map((_, place) => [0, place + 1] as const),
    );
    best.set(entity, 1 / (1 + 2 ** -Math.max(...bits)));
  }
  return best;
}

async function loadModelsOf(
  context: ReadContext,
  kinds: ReadonlySet<EntityKind>,
): Promise<readonly StoredModel[]> {
  const usable = (await listModelSummaries(context)).filter(
    ({ kind, state, isUsable }) => kinds.has(kind) && state === 'IN_USE' && isUsable,
  );
  return Promise.all(
    usable.map((model) => loadModel((ids) => context.graph.read(readModels, { ids }), model)),
  );
}

/** A description in the form that mentions are compared in: standardised in each way in which some dataset reads it. */
function toMention(
  catalogue: DatasetCatalogue,
  { text, properties }: Description,
  kind: EntityKind,
): EngineMention {
  const names = [...catalogue.attributes]
    .filter(([, readings]) => readings.some((reading) => NAMES.has(reading.kind)))
    .map(([attribute]) => ({ attribute, value: text }));
  const attributes = [...(text === '' ? [] : names), ...properties].flatMap(
    ({ attribute, value }): readonly StoredAttribute[] => {
      const [reading] = catalogue.attributes.get(attribute) ?? [];
      if (reading === undefined) return [];
      const standard = standardise(reading.kind, value, reading.options);
      if (standard === null) return [];
      return [
        {
          ...{ name: attribute, kind: reading.kind, value: standard.value, original: value },
          ...(reading.options.scheme === undefined ? {} : { scheme: reading.options.scheme }),
          ...(standard.flags.length === 0 ? {} : { flags: standard.flags }),
        },
      ];
    },
  );
  return {
    ...{ id: 'm_described' as MentionId, kind, type: '', source: '', attributes },
    ...{ validFrom: FAR_PAST, validTo: FAR_FUTURE },
  };
}

const NAMES: ReadonlySet<string> = new Set(['person-name', 'organization-name', 'name']);
