import { type ReadContext, requirePersonal } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { findIdentified } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { EntityModel } from './entity.ts';
import { findEntities } from './find-entities.ts';
import { type IdentifierQuestion, identifierKeys } from './identifier-keys.ts';
import { visibleKeys } from './search-places.ts';

/** What was asked for, with the entities that it stands for. */
export interface LookupModel {
  readonly asked: string;
  readonly entities: readonly EntityModel[];
}

export interface LookupArguments {
  readonly ids?: readonly string[] | null | undefined;
  readonly identifiers?: readonly IdentifierQuestion[] | null | undefined;
}

/**
 * Answers many ids and identifiers with two statements, in the order of the questions, ids first. An identifier stands
 * for those who bore it at the valid time asked about, as it was known at the recorded one. Throws LIMIT_EXCEEDED.
 */
export async function lookupEntities(
  context: ReadContext,
  asOf: AsOf,
  args: LookupArguments,
): Promise<readonly LookupModel[]> {
  const ids = args.ids ?? [];
  const identifiers = args.identifiers ?? [];
  const limit = context.settings.limits.maxLookup;
  if (ids.length + identifiers.length > limit)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of ids and identifiers', limit });
  const catalogue = await loadCatalogue(context);
  for (const { scheme } of identifiers)
    if (scheme != null && isPersonal(catalogue, scheme)) requirePersonal(context);
  const keys = identifiers.map((identifier) => identifierKeys(catalogue, identifier));
  const holders = await findHolders(context, asOf, [...new Set(keys.flat())]);
  const wanted = new Set([...ids, ...[...holders.values()].flat()]);
  const found =
    wanted.size === 0 ? new Map<string, EntityModel>() : await findEntities(context, asOf, [...wanted]);
  const present = (asked: readonly string[]): readonly EntityModel[] => {
    const entities = asked.flatMap((id) => found.get(id) ?? []);
    return [...new Map(entities.map((entity) => [entity.id, entity])).values()];
  };
  return [
    ...ids.map((id) => ({ asked: id, entities: present([id]) })),
    ...identifiers.map(({ value }, index) => ({
      asked: value,
      entities: present((keys[index] ?? []).flatMap((key) => holders.get(key) ?? [])),
    })),
  ];
}

/** Whether every dataset that has identifiers of a scheme counts them as personal. */
function isPersonal({ datasets }: DatasetCatalogue, scheme: string): boolean {
  const classes = [...datasets.values()].flatMap((dataset) => dataset.classes.schemes.get(scheme) ?? []);
  return classes.length > 0 && classes.every((one) => one === 'personal' || one === 'sensitive');
}

async function findHolders(
  context: ReadContext,
  asOf: AsOf,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (keys.length === 0) return new Map();
  const rows = await context.graph.read(
    findIdentified,
    {
      keys: visibleKeys(context.access, keys),
      ...validBounds(asOf),
      ...recordedParam(asOf),
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  // One key may be answered for by datasets that show everything and by others that show what lies within the scope.
  const found = groupRows(rows, ({ key }) => key);
  return new Map([...found].map(([key, some]) => [key, some.flatMap(({ entities }) => entities)]));
}
