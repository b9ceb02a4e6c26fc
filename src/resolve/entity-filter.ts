import { JingweiError } from '../errors.ts';
import type { DatasetChoice } from '../intake/chosen-datasets.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { ENTITY_KINDS, type EntityKind } from '../intake/mapped.ts';
import { attributeKey } from '../intake/mention-properties.ts';
import { standardise } from '../standardise/standardise.ts';

/** What a caller may ask of entities. */
export interface EntityFilter extends DatasetChoice {
  readonly kind?: EntityKind | null | undefined;
  readonly type?: string | null | undefined;
  readonly attributes?: readonly AttributeFilter[] | null | undefined;
  readonly linkedTo?: LinkFilter | null | undefined;
}

export interface AttributeFilter {
  readonly name: string;
  readonly equals: string;
}

interface LinkFilter {
  readonly types?: readonly string[] | null | undefined;
  readonly kind?: EntityKind | null | undefined;
  readonly attributes: readonly AttributeFilter[];
}

/** Attribute filters of one question; more would be a mistake. */
const MOST_FILTERS = 20;

export function kindsOf(kind: EntityKind | null | undefined): readonly EntityKind[] {
  return kind == null ? ENTITY_KINDS : [kind];
}

/**
 * For each filter the keys that it may be found under: its value standardised in every way in which some dataset reads
 * an attribute of that name. Throws BAD_INPUT for an attribute that no dataset has, and for a blank value.
 */
export function attributeKeys(
  catalogue: DatasetCatalogue,
  filters: readonly AttributeFilter[],
  argument: string,
): readonly (readonly string[])[] {
  if (filters.length > MOST_FILTERS)
    throw new JingweiError('BAD_INPUT', {
      reason: `More than ${MOST_FILTERS} attributes are given`,
      argument,
    });
  return filters.map(({ name, equals }) => {
    const readings = catalogue.attributes.get(name);
    if (readings === undefined)
      throw new JingweiError('BAD_INPUT', { reason: `No dataset has an attribute ${name}`, argument });
    const values = readings.flatMap(({ kind, options }) => standardise(kind, equals, options)?.value ?? []);
    if (values.length === 0)
      throw new JingweiError('BAD_INPUT', { reason: `The value for ${name} is blank`, argument });
    return [...new Set(values)].map((value) => attributeKey(name, value));
  });
}
