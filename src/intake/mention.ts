import type { AsOf } from '../as-of.ts';
import type { MentionId, RecordId } from '../ids.ts';
import { type PeriodModel, toPeriod } from '../instant.ts';
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
  readonly name: string;
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
  readonly name: string;
  readonly attributes?: string | null;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly recordedFrom: number;
  readonly recordedTo: number;
}

export function toMention(row: MentionRow, asOf: AsOf): MentionModel {
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
    attributes: row.attributes ?? null,
    validFrom: row.validFrom,
    validTo: row.validTo,
    precision: row.precision,
    recordedFrom: row.recordedFrom,
    recordedTo: row.recordedTo,
  };
}

/** The attributes of a mention from what the graph keeps, each with the period that was given for it alone. */
export function toAttributes(text: string): readonly AttributeModel[] {
  return readAttributes(text).map(({ flags, from, to, precision, ...attribute }) => ({
    ...attribute,
    flags: flags ?? [],
    period:
      from === undefined || to === undefined
        ? null
        : toPeriod(Date.parse(from), Date.parse(to), precision ?? null),
  }));
}
