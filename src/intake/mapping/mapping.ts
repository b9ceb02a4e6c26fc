import type { AttributeKind } from '../../standardise/value.ts';
import type { SafePattern } from '../contract/safe-pattern.ts';
import type { EntityKind } from '../mapped.ts';

/** Where a text comes from. `item` reads the current item of `each`; `path` goes into nested values. */
export type ValueSource =
  | { readonly is: 'column'; readonly column: string; readonly path: readonly string[] }
  | { readonly is: 'item'; readonly path: readonly string[] }
  | { readonly is: 'literal'; readonly text: string }
  | { readonly is: 'join'; readonly parts: readonly Value[]; readonly separator: string };

/** A source, then what is done with its text: extracted by `pattern`, then replaced by `map`. */
export interface Value {
  readonly source: ValueSource;
  readonly pattern: SafePattern | null;
  readonly map: ReadonlyMap<string, string> | null;
}

export type PeriodMapping =
  | { readonly is: 'span'; readonly from: Value | null; readonly to: Value | null }
  | { readonly is: 'moment'; readonly at: Value };

export interface LocationMapping {
  readonly longitude: Value;
  readonly latitude: Value;
}

export interface Condition {
  readonly value: Value;
  readonly in: ReadonlySet<string> | null;
  readonly pattern: SafePattern | null;
  readonly present: boolean | null;
}

export interface AttributeMapping {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly scheme: string | null;
  readonly list: string | null;
  readonly split: string | null;
  readonly value: Value;
  /** `one`: read once from the row (or item); otherwise once for each entry, which is then the item. */
  readonly each: EachMapping;
  readonly period: PeriodMapping | null;
}

/** What makes several mentions of one role. `one`: the role has a single mention, to which all rows contribute. */
export type EachMapping =
  | { readonly is: 'one' }
  | { readonly is: 'rows' }
  | { readonly is: 'list'; readonly column: string }
  | { readonly is: 'pieces'; readonly column: string; readonly separator: string };

export interface MentionMapping {
  readonly role: string;
  readonly kind: EntityKind;
  readonly type: string;
  readonly when: readonly Condition[];
  readonly each: EachMapping;
  /** What tells items apart; empty: their content. */
  readonly item: readonly Value[];
  readonly attributes: readonly AttributeMapping[];
  readonly location: LocationMapping | null;
  readonly period: PeriodMapping | null;
}

export interface RelationMapping {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly period: PeriodMapping | null;
  /** `record` or a role whose period the relation takes over. */
  readonly during: string | null;
  readonly when: readonly Condition[];
}

export interface RecordMapping {
  /** null: the content of the row is its key. */
  readonly key: readonly string[] | null;
  readonly location: LocationMapping | null;
  readonly period: PeriodMapping | null;
  readonly operation: { readonly column: string; readonly end: ReadonlySet<string> } | null;
}

/** How the rows of one object of a contract become records, mentions and relations. */
export interface Mapping {
  readonly file: string;
  readonly contract: { readonly file: string; readonly object: string };
  readonly delivery: 'FULL' | 'INCREMENT';
  readonly oneRecordPerEntity: boolean;
  readonly leads: readonly string[];
  readonly record: RecordMapping;
  readonly mentions: readonly MentionMapping[];
  readonly relations: readonly RelationMapping[];
}

/** The role of which no two records of the dataset state one entity; null where it may have duplicates. */
export function onceRoleOf({ oneRecordPerEntity, mentions }: Mapping): string | null {
  return oneRecordPerEntity ? (mentions[0]?.role ?? null) : null;
}
