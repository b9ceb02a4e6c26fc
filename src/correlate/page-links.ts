import type { ReadContext } from '../access/access.ts';
import { type AsOf, validBounds } from '../as-of.ts';
import {
  countLinksAsOf,
  countLinks as countLinksStatement,
  pageLinksAsOf,
  pageLinks as pageLinksStatement,
} from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import type { EntityId } from '../ids.ts';
import { checkLinkTypes } from '../intake/check-link-types.ts';
import { chooseDatasets } from '../intake/chosen-datasets.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { type EntityModel, toEntity } from '../resolve/entity.ts';

/** A link as one of its ends sees it; times in milliseconds since 1970. */
export interface LinkRow {
  readonly entity: EntityId;
  /** Whether it leads from the entity asked about to the other one. */
  readonly outgoing: boolean;
  /** Orders the links of one type. */
  readonly key: string;
  readonly type: string;
  readonly dataset: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly support: number;
  readonly other: EntityModel;
}

/** Which links are asked for; an empty list means any. */
export interface LinkChoice {
  readonly types: readonly string[];
  readonly datasets: readonly string[];
}

export interface LinkRange {
  readonly afterType: string;
  readonly afterKey: string;
  readonly limit: bigint;
  /** Whether the entities at the far end are read with their names. */
  readonly named: boolean;
}

/**
 * The links of each entity in order of type and key. Earlier ones are derived from what records said then.
 * Throws BAD_INPUT, DATASET_UNKNOWN.
 */
export async function pageLinks(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  choice: LinkChoice,
  { named, ...range }: LinkRange,
): Promise<ReadonlyMap<string, readonly LinkRow[]>> {
  const { graph, signal } = context;
  const { sight } = context.access.decision;
  const params = {
    ...{ entities, ...range, ...validBounds(asOf), sight },
    ...(await checkChoice(context, choice)),
  };
  const [rows, catalogue] = await Promise.all([
    asOf.recorded === null
      ? graph.read(pageLinksStatement, params, {
          signal,
          slots: { names: named ? 'names-now' : 'names-none' },
        })
      : graph.read(
          pageLinksAsOf,
          { ...params, recorded: toDateTime(asOf.recorded) },
          { signal, slots: { names: named ? 'names-as-of' : 'names-none' } },
        ),
    loadCatalogue(context),
  ]);
  const links = rows.map(
    (row): LinkRow => ({
      entity: row.entity,
      outgoing: row.outgoing,
      key: row.key,
      type: row.type,
      dataset: row.dataset,
      validFrom: row.validFrom,
      validTo: row.validTo,
      support: row.support,
      other: toEntity(context, { ...row, type: row.entityType }, asOf, catalogue),
    }),
  );
  return groupRows(links, ({ entity }) => entity);
}

/** What is named has to be there: nothing found would look like a finding. */
async function checkChoice(context: ReadContext, { types, datasets }: LinkChoice): Promise<LinkChoice> {
  return {
    types: await checkLinkTypes(context, types, 'types'),
    datasets: datasets.length === 0 ? [] : await chooseDatasets(context, { datasets }),
  };
}

/** How many links each entity has; `choice` is checked where they are listed. */
export async function countLinks(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
  choice: LinkChoice,
): Promise<ReadonlyMap<string, number>> {
  const { graph, signal } = context;
  const { sight } = context.access.decision;
  const params = { entities, ...validBounds(asOf), ...choice, sight };
  const options = { signal };
  const rows =
    asOf.recorded === null
      ? await graph.read(countLinksStatement, params, options)
      : await graph.read(countLinksAsOf, { ...params, recorded: toDateTime(asOf.recorded) }, options);
  return new Map(rows.map(({ entity, count }) => [entity, count]));
}
