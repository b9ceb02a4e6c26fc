import {
  CLASSIFICATIONS,
  type Classification,
  type ContractColumn,
  type ContractObject,
} from './contract/contract.ts';
import type { DatasetDefinition } from './definition.ts';
import type { Condition, EachMapping, MentionMapping, PeriodMapping, Value } from './mapping/mapping.ts';
import { TITLE_KINDS } from './mention-properties.ts';

/** How protected each part of a dataset is: a function of its contract and mapping alone, never of a value. */
export interface DatasetClasses {
  /**
   * Class of the fact that a record exists: that of its key (of all its columns where the content is the key), for
   * whoever knows the key can compute the id, and of its period and place, for lists are asked for by those.
   */
  readonly record: Classification;
  readonly roles: ReadonlyMap<string, RoleClasses>;
  /** By physical name, and by logical name. */
  readonly columns: ReadonlyMap<string, Classification>;
  /** Most protected class of the attributes that hold identifiers of a scheme. */
  readonly schemes: ReadonlyMap<string, Classification>;
  /** By type of relation: its period's and its conditions'; the mentions at its ends have their own. */
  readonly relations: ReadonlyMap<string, Classification>;
}

export interface RoleClasses {
  /** Class of the fact that such a mention exists: of its record, key, conditions and period, and its least value's. */
  readonly mention: Classification;
  readonly name: Classification;
  readonly attributes: ReadonlyMap<string, Classification>;
  /** Of where it is, and of an attribute that is called so. */
  readonly location: Classification;
}

/** What nothing is known of is as protected as can be. */
export const UNKNOWN_CLASSES: DatasetClasses = {
  record: 'sensitive',
  roles: new Map(),
  columns: new Map(),
  schemes: new Map(),
  relations: new Map(),
};

type ClassOf = (columns: readonly string[]) => Classification;

/** Classes by one definition; `newest` has the say in those of columns that it knows (see {@link columnClasses}). */
export function readClasses(
  definition: DatasetDefinition,
  newest: ReadonlyMap<string, Classification> = new Map(),
): DatasetClasses {
  const { mapping } = definition;
  const object = objectOf(definition);
  if (object === undefined) return UNKNOWN_CLASSES;
  const known = new Map(
    object.columns.map((column) => [
      column.name,
      newest.get(columnKey(object, column)) ?? column.classification,
    ]),
  );
  const classOf: ClassOf = (columns) => highest(columns.map((column) => known.get(column) ?? 'sensitive'));
  const { key, location, period } = mapping.record;
  const record = classOf([
    ...(key ?? object.columns.map(({ name }) => name)),
    ...columnsOfLocation(location),
    ...columnsOfPeriod(period),
  ]);
  const roles = new Map<string, RoleClasses>();
  const schemes = new Map<string, Classification>();
  for (const mention of mapping.mentions) {
    roles.set(mention.role, readRole(mention, record, classOf));
    for (const attribute of mention.attributes) {
      const { scheme } = attribute;
      if (scheme === null) continue;
      const dataClass = classOf(columnsOfAttribute(mention, attribute));
      schemes.set(scheme, highest([schemes.get(scheme) ?? 'public', dataClass]));
    }
  }
  return {
    record,
    roles,
    columns: readColumns(object.columns, known),
    schemes,
    relations: readRelations(mapping.relations, classOf),
  };
}

/** The classes of the columns of the object that a mapping reads, by what a column is through all versions of a dataset's contract. */
export function columnClasses(definition: DatasetDefinition): ReadonlyMap<string, Classification> {
  const object = objectOf(definition);
  return new Map(
    object?.columns.map((column) => [columnKey(object, column), column.classification] as const) ?? [],
  );
}

function columnKey(object: ContractObject, { name, physicalName }: ContractColumn): string {
  return JSON.stringify([object.name, physicalName, name]);
}

function objectOf({ contract, mapping }: DatasetDefinition): ContractObject | undefined {
  return contract.objects.find(({ name }) => name === mapping.contract.object);
}

/** A name that is physical for one column and logical for another is as protected as both. */
function readColumns(
  columns: readonly ContractColumn[],
  known: ReadonlyMap<string, Classification>,
): ReadonlyMap<string, Classification> {
  const classes = new Map<string, Classification>();
  for (const { name, physicalName, classification } of columns)
    for (const called of [name, physicalName])
      classes.set(called, highest([classes.get(called) ?? 'public', known.get(name) ?? classification]));
  return classes;
}

function readRelations(
  relations: DatasetDefinition['mapping']['relations'],
  classOf: ClassOf,
): ReadonlyMap<string, Classification> {
  const classes = new Map<string, Classification>();
  for (const { type, period, when } of relations) {
    const dataClass = classOf([...columnsOfPeriod(period), ...when.flatMap(columnsOfCondition)]);
    classes.set(type, highest([classes.get(type) ?? 'public', dataClass]));
  }
  return classes;
}

function readRole(mention: MentionMapping, record: Classification, classOf: ClassOf): RoleClasses {
  const attributes = new Map<string, Classification>();
  for (const attribute of mention.attributes) {
    const dataClass = classOf(columnsOfAttribute(mention, attribute));
    attributes.set(attribute.name, highest([attributes.get(attribute.name) ?? 'public', dataClass]));
  }
  const own = [
    ...mention.item.flatMap(columnsOf),
    ...mention.when.flatMap(columnsOfCondition),
    ...columnsOfEach(mention.each),
    ...columnsOfPeriod(mention.period),
  ];
  const least = lowest([...attributes.values()]);
  const titles = mention.attributes.filter(({ kind }) => TITLE_KINDS.some((kinds) => kinds.has(kind)));
  return {
    mention: highest([record, classOf(own), least]),
    name: highest(titles.map((attribute) => classOf(columnsOfAttribute(mention, attribute)))),
    attributes,
    location: highest([classOf(columnsOfLocation(mention.location)), attributes.get('location') ?? 'public']),
  };
}

type AttributeMapping = MentionMapping['attributes'][number];

function columnsOfAttribute(mention: MentionMapping, attribute: AttributeMapping): readonly string[] {
  return [
    ...columnsOf(attribute.value),
    ...columnsOfEach(attribute.each),
    ...columnsOfEach(mention.each),
    ...columnsOfPeriod(attribute.period),
  ];
}

function columnsOfLocation(location: MentionMapping['location']): readonly string[] {
  return location === null ? [] : [location.longitude, location.latitude].flatMap(columnsOf);
}

function columnsOfEach(each: EachMapping): readonly string[] {
  return 'column' in each ? [each.column] : [];
}

function columnsOfCondition({ value }: Condition): readonly string[] {
  return columnsOf(value);
}

function columnsOfPeriod(period: PeriodMapping | null): readonly string[] {
  if (period === null) return [];
  const values = period.is === 'moment' ? [period.at] : [period.from, period.to];
  return values.flatMap((value) => (value === null ? [] : columnsOf(value)));
}

function columnsOf({ source }: Value): readonly string[] {
  switch (source.is) {
    case 'column':
      return [source.column];
    case 'join':
      return source.parts.flatMap(columnsOf);
    case 'item':
    case 'literal':
      return [];
  }
}

/** The most protected of some classes; of none, public. */
export function highest(classes: readonly Classification[]): Classification {
  return CLASSIFICATIONS.findLast((dataClass) => classes.includes(dataClass)) ?? 'public';
}

function lowest(classes: readonly Classification[]): Classification {
  return CLASSIFICATIONS.find((dataClass) => classes.includes(dataClass)) ?? 'public';
}
