import { z } from 'zod';
import {
  ATTRIBUTE_KINDS,
  type AttributeKind,
  type Period,
  type StandardValue,
  VALUE_FLAGS,
  type ValueFlag,
} from '../standardise/value.ts';
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

const Stored = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(ATTRIBUTE_KINDS),
    scheme: z.string().exactOptional(),
    list: z.string().exactOptional(),
    value: z.string(),
    original: z.string(),
    flags: z.array(z.enum(VALUE_FLAGS)).exactOptional(),
    from: z.string().exactOptional(),
    to: z.string().exactOptional(),
    precision: z.enum(['year', 'month', 'day', 'hour', 'minute', 'second']).exactOptional(),
  }),
);

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

/** Parses what {@link storeAttributes} made. Throws when the graph was changed by other hands. */
export function parseAttributes(text: string): readonly StoredAttribute[] {
  return Stored.parse(JSON.parse(text));
}

/** The standardised value that a stored attribute holds, for rules that work on either. */
export function standardOf(attribute: StoredAttribute): StandardValue {
  return { value: attribute.value, original: attribute.original, flags: attribute.flags ?? [], search: [] };
}
