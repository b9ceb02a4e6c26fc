import type { AttributeKind, Period, StandardValue, ValueFlag } from '../standardise/value.ts';
import type { MappedAttribute } from './mapped.ts';

/** One attribute of a mention as the graph keeps it: what was standardised beside what was written. */
export interface StoredAttribute {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly scheme?: string;
  readonly list?: string;
  readonly value: string;
  readonly original: string;
  readonly flags?: readonly ValueFlag[];
  readonly from?: string;
  readonly to?: string;
  readonly precision?: Period['precision'];
}

/** What the graph keeps of a mention's attributes; equal attributes are stored as equal JSON. */
export function storeAttributes(attributes: readonly MappedAttribute[]): readonly StoredAttribute[] {
  return attributes.map((attribute) => ({
    name: attribute.name,
    kind: attribute.kind,
    ...(attribute.scheme === undefined ? {} : { scheme: attribute.scheme }),
    ...(attribute.list === undefined ? {} : { list: attribute.list }),
    value: attribute.standard.value,
    original: attribute.standard.original,
    ...(attribute.standard.flags.length === 0 ? {} : { flags: attribute.standard.flags }),
    ...(attribute.period === undefined
      ? {}
      : { from: attribute.period.from, to: attribute.period.to, precision: attribute.period.precision }),
  }));
}

/** The standardised value that a stored attribute holds, for rules that work on either. */
export function standardOf(attribute: StoredAttribute): StandardValue {
  return { value: attribute.value, original: attribute.original, flags: attribute.flags ?? [], search: [] };
}
