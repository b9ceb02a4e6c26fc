import type { AttributeKind, StandardiseOptions } from '../standardise/value.ts';
import type { DatasetClasses } from './dataset-classes.ts';
import type { DatasetDefinition } from './definition.ts';
import type { EntityKind } from './mapped.ts';
import type { ValueDecisions } from './value-decisions.ts';

export interface DepartmentModel {
  readonly id: string;
  readonly name: string;
}

/** A dataset as readers are given it. */
export interface DatasetModel {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly department: DepartmentModel;
  readonly sharing: DatasetDefinition['contract']['sharing'];
  /** Datasets or other sources that it repeats: what it says is no second opinion. */
  readonly derivedFrom: readonly string[];
  readonly contract: string;
  readonly mapping: string;
  /** Attributes for which its department is the lead source. */
  readonly leads: ReadonlySet<string>;
  /**
   * Kinds that its mentions may have, and types with the kinds that they are of, under any mapping that it was ever read by;
   * null when one of these can no longer be read.
   */
  readonly kinds: ReadonlySet<EntityKind> | null;
  readonly types: ReadonlyMap<string, ReadonlySet<EntityKind>> | null;
  /** Types of the links that it may state, under any mapping that it was ever read by; null as of {@link kinds}. */
  readonly linkTypes: ReadonlySet<string> | null;
  readonly classes: DatasetClasses;
  /** Since when anything of it is known, in milliseconds; null: nothing is yet. */
  readonly recordedFrom: number | null;
  /** Whether some person's restriction or objection holds something in it back. */
  readonly holdsBack: boolean;
  /** Role of a mention → the attribute that its name comes from. */
  readonly titles: ReadonlyMap<string, string>;
}

/** One way in which some dataset reads an attribute of a name. */
export interface AttributeReading {
  readonly kind: AttributeKind;
  readonly options: StandardiseOptions;
}

/** All datasets with their departments: small, read by nearly every request, so it is kept for a moment. */
export interface DatasetCatalogue {
  readonly datasets: ReadonlyMap<string, DatasetModel>;
  readonly departments: ReadonlyMap<string, DepartmentModel>;
  readonly attributes: ReadonlyMap<string, readonly AttributeReading[]>;
  /** Schemes of identifiers that some dataset declares. */
  readonly schemes: ReadonlySet<string>;
  /** What people decided about values. */
  readonly decisions: ValueDecisions;
  /** Digest of everything that decisions are made from: another one means that they have to be made again. */
  readonly version: string;
}
