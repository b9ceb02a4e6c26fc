import type { AttributeKind, Period, StandardPoint, StandardValue } from '../standardise/value.ts';

export const ENTITY_KINDS = ['Person', 'Organization', 'Thing', 'Place', 'Event'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** One cell as text; a nested JSON value (array or object) stays structured for `each`. */
export type Cell = string | null | readonly Cell[] | { readonly [name: string]: Cell };

/** One row of a delivery as a reader gives it: columns by physical name, in file order. */
export interface SourceRow {
  /** 1-based line in the file where the row starts (row number for XLSX and Parquet). */
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Set when the row itself could not be read as the format says (wrong column count, broken JSON …). */
  readonly fault?: RowFault;
}

/** Why a row waits in quarantine. */
export interface RowFault {
  /** Rule that was broken: `columns`, `encoding`, `syntax`, `required`, `type`, `key`, `invalidValues`, `unique`, `reference` … */
  readonly rule: string;
  readonly column: string | null;
  /** Further columns whose cells the value or the reason repeats. */
  readonly further?: readonly string[];
  readonly value: string | null;
  readonly reason: string;
}

/** One attribute of a mention: its own name, its kind, and the value cleaned beside the original. */
export interface MappedAttribute {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly scheme?: string;
  readonly list?: string;
  /** Columns (logical names) that the value came from: their classification is the value's. */
  readonly columns: readonly string[];
  readonly standard: StandardValue;
  /** When the value held, if the mapping says so for this attribute; otherwise the mention's or record's period. */
  readonly period?: Period;
}

export interface MappedMention {
  readonly role: string;
  /** Distinguishes several mentions in one role of one record; '' when there is one. Never a position. */
  readonly itemKey: string;
  readonly kind: EntityKind;
  /** Finer type within the kind, e.g. `vehicle`, `traffic-accident`; '' when the mapping gives none. */
  readonly type: string;
  readonly attributes: readonly MappedAttribute[];
  readonly point?: StandardPoint;
  readonly period?: Period;
}

export interface MappedRelation {
  readonly type: string;
  readonly from: { readonly role: string; readonly itemKey: string };
  readonly to: { readonly role: string; readonly itemKey: string };
  readonly period?: Period;
}

/** A record as the mapping makes it from one row or several rows with one key. */
export interface MappedRecord {
  readonly key: string;
  /** What an INCREMENT row does; FULL rows are always `upsert`. */
  readonly operation: 'upsert' | 'end';
  readonly period?: Period;
  readonly point?: StandardPoint;
  readonly mentions: readonly MappedMention[];
  readonly relations: readonly MappedRelation[];
}

/** Parses the kind of an entity or mention as the graph keeps it. Throws when the graph was changed by other hands. */
export function parseEntityKind(text: string): EntityKind {
  const kind = ENTITY_KINDS.find((known) => known === text);
  if (kind === undefined) throw new Error(`The graph holds an unknown kind of entity: ${text}`);
  return kind;
}
