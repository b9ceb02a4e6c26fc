/** The closed list of attribute kinds. How each is standardised, blocked and compared is said once, in the registry. */
export const ATTRIBUTE_KINDS = [
  'person-name',
  'organization-name',
  'name',
  'identifier',
  'date',
  'instant',
  'phone',
  'email',
  'address',
  'postcode',
  'locality',
  'area',
  'code',
  'gender',
  'number',
  'age',
  'text',
] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];

/** What was noticed about a value while standardising it. A flagged value is kept; it may be barred from joining. */
export const VALUE_FLAGS = [
  'invalid-check-digit',
  'invalid-format',
  'placeholder',
  'masked',
  'out-of-range',
  'unknown-area',
] as const;
export type ValueFlag = (typeof VALUE_FLAGS)[number];

/** Whether a value with such flags says nothing of whom it is stated of: a placeholder, or masked. */
export function tellsNothing(flags: readonly ValueFlag[] = []): boolean {
  return flags.some((flag) => flag === 'placeholder' || flag === 'masked');
}

/** One value cleaned for comparison; the original always stays beside it. */
export interface StandardValue {
  /** Canonical form that equal values share; for names folded to simplified, half width, without suffix noise. */
  readonly value: string;
  readonly original: string;
  readonly flags: readonly ValueFlag[];
  /** Kind-specific parts, e.g. address: division, road, lane, alley, number, floor; date: precision. */
  readonly parts?: Readonly<Record<string, string | number>>;
  /** Further spellings that full-text search should find (pinyin, initials, traditional or simplified form). */
  readonly search: readonly string[];
}

/** What a contract says about the values of its dataset, needed to read them. */
export interface StandardiseOptions {
  /** IANA zone of local times, e.g. `Asia/Taipei`. */
  readonly timeZone: string;
  /** How ambiguous years are read: `gregorian` or `roc` (year 1 = 1912). */
  readonly calendar: 'gregorian' | 'roc';
  /** Country for phones and addresses without a prefix, ISO 3166-1 alpha-2. */
  readonly region: 'CN' | 'TW';
  /** Scheme of an identifier, e.g. `cn.resident-id`. */
  readonly scheme?: string;
  /** Code list of a code, e.g. `tw.industry`. */
  readonly list?: string;
}

/** A point in WGS-84 with what the source gave. */
export interface StandardPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly originalLongitude: string;
  readonly originalLatitude: string;
  readonly coordinateSystem: CoordinateSystem;
  /** `(0,0)` or outside the range of the earth: never reaches an entity. */
  readonly flags: readonly ValueFlag[];
}
export type CoordinateSystem = 'WGS-84' | 'GCJ-02' | 'BD-09';

export type Precision = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** A half-open period `[from, to)` as ISO instants in UTC; an open end is {@link FAR_FUTURE}. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly precision: Precision;
}
export const FAR_PAST = '0001-01-01T00:00:00Z';
export const FAR_FUTURE = '9999-12-31T00:00:00Z';
