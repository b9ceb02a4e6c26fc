import type { CoordinateSystem } from '../../standardise/value.ts';
import type { SafePattern } from './safe-pattern.ts';

/** `<department>/<dataset>`, e.g. `tainan-environment/facilities`. */
export type DatasetId = string & { readonly __brand: 'DatasetId' };

export function isDatasetId(text: string): text is DatasetId {
  return /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(text);
}

/** The closed list of data classes, from least to most protected; a column that names none is `sensitive`. */
export const CLASSIFICATIONS = ['public', 'internal', 'personal', 'sensitive'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

export const LOGICAL_TYPES = [
  'string',
  'date',
  'timestamp',
  'time',
  'number',
  'integer',
  'object',
  'array',
  'boolean',
] as const;
export type LogicalType = (typeof LOGICAL_TYPES)[number];

export const FILE_FORMATS = ['csv', 'tsv', 'ndjson', 'json', 'xlsx', 'parquet'] as const;
export type FileFormatName = (typeof FILE_FORMATS)[number];

/** `logicalTypeOptions` of a column; what does not apply to its type is absent. */
export interface TypeOptions {
  readonly pattern?: SafePattern;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly multipleOf?: number;
  /** For dates and times a JDK DateTimeFormatter pattern, for integers `i32`, `u64` …, for strings `email` … */
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface ContractColumn {
  /** Logical name, by which the mapping and the API speak of the column. */
  readonly name: string;
  /** Header in the file. */
  readonly physicalName: string;
  readonly type: LogicalType;
  readonly options: TypeOptions;
  readonly required: boolean;
  readonly unique: boolean;
  readonly classification: Classification;
  readonly description: string | null;
}

export const QUALITY_METRICS = [
  'nullValues',
  'missingValues',
  'invalidValues',
  'duplicateValues',
  'rowCount',
] as const;
export type QualityMetric = (typeof QUALITY_METRICS)[number];

/** When a measure is good enough; bounds as the standard words them. */
export type Threshold =
  | { readonly is: 'mustBe' | 'mustNotBe'; readonly value: number }
  | {
      readonly is: 'mustBeGreaterThan' | 'mustBeGreaterOrEqualTo' | 'mustBeLessThan' | 'mustBeLessOrEqualTo';
      readonly value: number;
    }
  | { readonly is: 'mustBeBetween' | 'mustNotBeBetween'; readonly low: number; readonly high: number };

/** A library metric of the standard with its threshold. */
export interface QualityRule {
  readonly metric: QualityMetric;
  /** Logical column, or null for a rule of the whole object. */
  readonly column: string | null;
  /** Columns that together must not repeat (`duplicateValues` of the whole object). */
  readonly columns: readonly string[];
  readonly unit: 'rows' | 'percent';
  readonly threshold: Threshold;
  /** Texts that count as missing, besides blank cells (`missingValues`). */
  readonly missingValues: readonly string[];
  /** The only values allowed (`invalidValues`); null: any. */
  readonly validValues: ReadonlySet<string> | null;
  /** What a value must look like (`invalidValues`). */
  readonly pattern: SafePattern | null;
}

/** A foreign key: `columns` of this object are found in `target`. */
export interface Relationship {
  /** Where the contract says so. */
  readonly line: number;
  readonly column: number;
  readonly columns: readonly string[];
  readonly target: {
    /** Contract file as written, relative to this one; null: an object of this contract. */
    readonly file: string | null;
    readonly object: string;
    readonly columns: readonly string[];
  };
  readonly onMissing: OnMissing;
}

export const ON_MISSING = ['quarantine', 'accept'] as const;
/** What becomes of a row whose reference is not found: it waits, or it is taken in and only counted. */
export type OnMissing = (typeof ON_MISSING)[number];

export interface ContractObject {
  readonly name: string;
  readonly physicalName: string;
  readonly columns: readonly ContractColumn[];
  /** Logical names in the order of `primaryKeyPosition`; empty when none is declared. */
  readonly primaryKey: readonly string[];
  readonly quality: readonly QualityRule[];
  readonly relationships: readonly Relationship[];
}

export interface ServiceLevel {
  readonly property: string;
  readonly value: string | number | boolean | null;
  readonly unit: string | null;
}

/** What Jingwei uses of an ODCS v3.1 document. */
export interface ContractDocument {
  readonly file: string;
  readonly id: DatasetId;
  readonly department: { readonly id: string; readonly name: string };
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly description: string | null;
  readonly objects: readonly ContractObject[];
  readonly format: FileFormatName;
  /** Where the department keeps the file, as written; null when the server names none. */
  readonly path: string | null;
  readonly serviceLevels: readonly ServiceLevel[];
  readonly encoding: string;
  /** Sheet of a workbook; null: the first. */
  readonly sheet: string | null;
  /** IANA zone of local times. */
  readonly timeZone: string;
  readonly calendar: 'gregorian' | 'roc';
  /** null: not declared, so the mapping may not read coordinates (they are never guessed). */
  readonly coordinateSystem: CoordinateSystem | null;
  readonly region: 'CN' | 'TW';
  readonly sharing: 'open' | 'conditional' | 'closed';
  readonly derivedFrom: readonly string[];
  /** A FULL delivery that would end a larger share (0..1) of the records is held. */
  readonly maxEndedShare: number;
  /** A delivery of which a larger share (0..1) of the rows breaks the contract is held. */
  readonly maxQuarantinedShare: number;
}

/** A contract with the object that its mapping reads. */
export interface Contract extends ContractDocument {
  readonly object: ContractObject;
}

export function findColumn(object: ContractObject, name: string): ContractColumn | undefined {
  return object.columns.find((column) => column.name === name);
}
