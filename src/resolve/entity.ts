import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import type { EntityId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { type EntityKind, parseEntityKind } from '../intake/mapped.ts';
import { chooseName, type NameRow } from './choose-name.ts';

/** An entity as readers are given it; times in milliseconds since 1970. */
export interface EntityModel {
  readonly asOf: AsOf;
  readonly id: EntityId;
  readonly kind: EntityKind;
  readonly type: string;
  /** Undefined when it was not counted with the entity. */
  readonly evidence: number | undefined;
  readonly recordedFrom: number;
  /** Undefined when it was not read with the entity; empty where no name may be seen. */
  readonly name: string | undefined;
}

/** The columns that every statement about entities gives; those that list many leave out what has to be counted. */
export interface EntityRow {
  readonly id: EntityId;
  readonly kind: string;
  readonly type: string;
  readonly evidence?: number | null;
  readonly recordedFrom: number;
  readonly names: readonly NameRow[] | null;
}

export function toEntity(
  { access }: ReadContext,
  row: EntityRow,
  asOf: AsOf,
  catalogue: DatasetCatalogue,
): EntityModel {
  access.use.entity(row.id);
  return {
    asOf,
    id: row.id,
    kind: parseEntityKind(row.kind),
    type: row.type,
    evidence: row.evidence ?? undefined,
    recordedFrom: row.recordedFrom,
    name: row.names === null ? undefined : chooseName(catalogue, row.id, row.names),
  };
}
