import { type Access, mayShow, type ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import type { MentionId, RecordId } from '../ids.ts';
import { type PeriodModel, toPeriod } from '../instant.ts';
import type { RoleClasses } from './dataset-classes.ts';
import { type EntityKind, parseEntityKind } from './mapped.ts';
import { readAttributes } from './read-attributes.ts';
import type { StoredAttribute } from './stored-attribute.ts';

/** A mention as readers are given it; times in milliseconds since 1970. */
export interface MentionModel {
  readonly asOf: AsOf;
  readonly id: MentionId;
  readonly record: RecordId;
  readonly dataset: string;
  /** Of its record, where it was read along. */
  readonly recordKey?: string;
  readonly role: string;
  readonly itemKey: string;
  readonly kind: EntityKind;
  readonly type: string;
  /** Null when it is withheld. */
  readonly name: string | null;
  /** Whether its record lies within the matter's scope, where anything depends on that. */
  readonly inScope: boolean;
  /** As the graph keeps them; null when they were not read along. */
  readonly attributes: string | null;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly recordedFrom: number;
  readonly recordedTo: number;
}

/** One attribute of a mention as readers are given it. */
export interface AttributeModel extends Omit<StoredAttribute, 'flags' | 'from' | 'to'> {
  readonly flags: readonly string[];
  readonly period: PeriodModel | null;
}

/** The columns that every statement about mentions gives. */
export interface MentionRow {
  readonly id: MentionId;
  readonly record: RecordId;
  readonly dataset: string;
  readonly recordKey?: string;
  readonly role: string;
  readonly itemKey: string;
  readonly kind: string;
  readonly type: string;
  readonly name: string | null;
  readonly inScope: boolean;
  readonly attributes?: string | null;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly recordedFrom: number;
  readonly recordedTo: number;
}

export function toMention({ access }: ReadContext, row: MentionRow, asOf: AsOf): MentionModel {
  access.use.mention(row.id, row.record, row.dataset);
  if (row.name !== null && row.name !== '') access.use.value(row.dataset, classesOfRole(access, row).name);
  return {
    asOf,
    id: row.id,
    record: row.record,
    dataset: row.dataset,
    ...(row.recordKey === undefined ? {} : { recordKey: row.recordKey }),
    role: row.role,
    itemKey: row.itemKey,
    kind: parseEntityKind(row.kind),
    type: row.type,
    name: row.name,
    inScope: row.inScope,
    attributes: row.attributes ?? null,
    validFrom: row.validFrom,
    validTo: row.validTo,
    precision: row.precision,
    recordedFrom: row.recordedFrom,
    recordedTo: row.recordedTo,
  };
}

/** What a role's classes are; a role that no mapping knows any more is as protected as can be. */
export function classesOfRole(
  { catalogue }: Pick<Access, 'catalogue'>,
  { dataset, role }: { readonly dataset: string; readonly role: string },
): RoleClasses {
  return catalogue.datasets.get(dataset)?.classes.roles.get(role) ?? UNKNOWN_ROLE;
}

const UNKNOWN_ROLE: RoleClasses = {
  mention: 'sensitive',
  name: 'sensitive',
  attributes: new Map(),
  location: 'sensitive',
};

/** Those of some stored attributes of a mention that the caller may see. */
export function visibleAttributes(
  access: Access,
  mention: { readonly dataset: string; readonly role: string; readonly inScope: boolean },
  text: string,
): readonly StoredAttribute[] {
  const { attributes } = classesOfRole(access, mention);
  return readAttributes(text).filter(({ name }) =>
    mayShow(access, mention.dataset, attributes.get(name) ?? 'sensitive', mention.inScope),
  );
}

/** Whether the caller may see where a mention says that it is. */
export function mayShowPlace(
  access: Access,
  mention: { readonly dataset: string; readonly role: string; readonly inScope: boolean },
): boolean {
  return mayShow(access, mention.dataset, classesOfRole(access, mention).location, mention.inScope);
}

/** Those of the attributes of a mention that claims are made of; that it was read is noted. */
export function claimAttributes(
  { access }: ReadContext,
  mention: {
    readonly mention: MentionId;
    readonly record: RecordId;
    readonly dataset: string;
    readonly role: string;
    readonly inScope: boolean;
    readonly attributes: string;
  },
): readonly StoredAttribute[] {
  access.use.mention(mention.mention, mention.record, mention.dataset);
  return visibleAttributes(access, mention, mention.attributes);
}

/** The attributes of a mention that may be seen, each with the period that was given for it alone. */
export function toAttributes(
  { access }: ReadContext,
  mention: Pick<MentionModel, 'dataset' | 'role' | 'inScope'>,
  text: string,
): readonly AttributeModel[] {
  return visibleAttributes(access, mention, text).map(({ flags, from, to, precision, ...attribute }) => ({
    ...attribute,
    flags: flags ?? [],
    period:
      from === undefined || to === undefined
        ? null
        : toPeriod(Date.parse(from), Date.parse(to), precision ?? null),
  }));
}
