import { OPEN_END, type Properties, toDateTime, toPoint } from '../graph/values.ts';
import { digest, type MentionId, mentionId, type RecordId } from '../ids.ts';
import { type AttributeKind, FAR_FUTURE, FAR_PAST, type Period } from '../standardise/value.ts';
import { areaKey, findArea } from './area-key.ts';
import type { MentionState } from './batch-change.ts';
import { CLASSIFICATIONS, type Classification } from './contract/contract.ts';
import type { MappedAttribute, MappedMention } from './mapped.ts';
import { storeAttributes } from './stored-attribute.ts';

/** A mention ready to be written: what the graph keeps, and what later stages are told. */
export interface BuiltMention {
  readonly id: MentionId;
  readonly role: string;
  readonly itemKey: string;
  readonly hash: string;
  readonly properties: Properties;
  readonly state: MentionState;
}

/** Which record states a mention, through which delivery. */
export interface Statement {
  readonly record: RecordId;
  readonly dataset: string;
  readonly delivery: string;
  /** Period of the record, which holds for a mention that has none of its own. */
  readonly period: Period | undefined;
  /** The record's mentions that another of them is named like. */
  readonly namesakes: ReadonlySet<MappedMention>;
}

/** Class of a column by its logical name; anything unknown is as protected as can be. */
export type ClassOf = (column: string) => Classification;

const NAME_KINDS: ReadonlySet<AttributeKind> = new Set(['person-name', 'organization-name', 'name']);
/** Kinds that a mention may take its name from, best first. */
export const TITLE_KINDS: readonly ReadonlySet<AttributeKind>[] = [
  NAME_KINDS,
  new Set(['address', 'locality', 'area']),
  new Set(['identifier', 'code', 'text']),
];
const SILENT_KINDS: ReadonlySet<AttributeKind> = new Set(['gender', 'number', 'age', 'date', 'instant']);
const CLASS_SUFFIX: Readonly<Record<Classification, string>> = {
  public: 'Public',
  internal: 'Internal',
  personal: 'Personal',
  sensitive: 'Sensitive',
};

/** Builds the stored form of a mention. Pure; equal input gives an equal hash. */
export function buildMention(mention: MappedMention, statement: Statement, classOf: ClassOf): BuiltMention {
  const id = mentionId(statement.record, mention.role, mention.itemKey);
  const stored = storeAttributes(mention.attributes);
  const attributes = JSON.stringify(stored);
  const period = mention.period ?? statement.period;
  const validFrom = period?.from ?? FAR_PAST;
  const validTo = period?.to ?? FAR_FUTURE;
  const title = findTitle(mention.attributes);
  const area = findArea(mention.kind, stored);
  const areaAttribute = area === undefined ? undefined : mention.attributes[area.place];
  const point = mention.point !== undefined && mention.point.flags.length === 0 ? mention.point : undefined;
  const namesake = statement.namesakes.has(mention);
  const hash = digest(
    mention.kind,
    mention.type,
    attributes,
    validFrom,
    validTo,
    JSON.stringify(mention.point ?? null),
    ...(namesake ? ['namesake'] : []),
  );
  const properties: Properties = {
    id,
    record: statement.record,
    dataset: statement.dataset,
    role: mention.role,
    itemKey: mention.itemKey,
    kind: mention.kind,
    type: mention.type,
    ...(namesake ? { namesake } : {}),
    hash,
    attributes,
    name: title?.standard.original ?? '',
    nameClass: title === undefined ? 'public' : classOfAttribute(title, classOf),
    sortName: title?.standard.value ?? '',
    delivery: statement.delivery,
    recordedTo: OPEN_END,
    validFrom: toDateTime(validFrom),
    validTo: toDateTime(validTo),
    precision: period?.precision ?? '',
    ...(point === undefined ? {} : { point: toPoint(point.longitude, point.latitude) }),
    ...(area === undefined || areaAttribute === undefined
      ? {}
      : { areaClass: classOfAttribute(areaAttribute, classOf), ...areaKey(area.text, validFrom, validTo) }),
    ...searchProperties(mention.attributes, classOf),
  };
  const state: MentionState = {
    id,
    record: statement.record,
    dataset: statement.dataset,
    role: mention.role,
    kind: mention.kind,
    type: mention.type,
    namesake,
    attributes: stored,
    validFrom,
    validTo,
    ...(point === undefined ? {} : { point: { longitude: point.longitude, latitude: point.latitude } }),
  };
  return { id, role: mention.role, itemKey: mention.itemKey, hash, properties, state };
}

function findTitle(attributes: readonly MappedAttribute[]): MappedAttribute | undefined {
  for (const kinds of TITLE_KINDS) {
    const found = attributes.find((attribute) => kinds.has(attribute.kind));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The class of a value is that of the most protected column it came from; a literal of the mapping is public. */
function classOfAttribute(attribute: MappedAttribute, classOf: ClassOf): Classification {
  let highest = 0;
  for (const column of attribute.columns)
    highest = Math.max(highest, CLASSIFICATIONS.indexOf(classOf(column)));
  return CLASSIFICATIONS[highest] ?? 'sensitive';
}

/** What search and filters read, apart per class, so that a caller without a class never matches on it. */
function searchProperties(attributes: readonly MappedAttribute[], classOf: ClassOf): Properties {
  const texts = new Map<Classification, Set<string>>();
  const keys = new Map<Classification, Set<string>>();
  for (const attribute of attributes) {
    const dataClass = classOfAttribute(attribute, classOf);
    addTo(keys, dataClass, attributeKey(attribute.name, attribute.standard.value));
    if (SILENT_KINDS.has(attribute.kind)) continue;
    addTo(texts, dataClass, attribute.standard.original);
    addTo(texts, dataClass, attribute.standard.value);
    for (const form of attribute.standard.search) addTo(texts, dataClass, form);
  }
  const properties: Record<string, string | readonly string[]> = {};
  for (const [dataClass, forms] of texts) properties[textField(dataClass)] = [...forms].join(' \u2022 ');
  for (const [dataClass, found] of keys) properties[`keys${CLASS_SUFFIX[dataClass]}`] = [...found];
  return properties;
}

/** The property that search reads the texts of a class from. */
export function textField(dataClass: Classification): string {
  return `text${CLASS_SUFFIX[dataClass]}`;
}

/** How filters name one value of one attribute. */
export function attributeKey(name: string, value: string): string {
  return `${name}=${value}`;
}

function addTo(target: Map<Classification, Set<string>>, dataClass: Classification, text: string): void {
  const known = target.get(dataClass);
  if (known === undefined) target.set(dataClass, new Set([text]));
  else known.add(text);
}
