import type { Properties } from '../graph/values.ts';
import { readDivision } from '../standardise/address/division.ts';
import type { EntityKind } from './mapped.ts';
import { isMoment } from './presence-key.ts';
import type { StoredAttribute } from './stored-attribute.ts';

/** Only these are somewhere by what they say: where people live or were born says nothing of where a record's event was. */
export const FILED_KINDS = ['Place', 'Event'] as const satisfies readonly EntityKind[];
const FILED: ReadonlySet<EntityKind> = new Set(FILED_KINDS);
const COUNTY_DIGITS = 6;

/** Where among the attributes of a mention it says in which administrative area it is, and the text that it says so by. */
export interface AreaStatement {
  readonly place: number;
  /** A county's code, or the names of the divisions as far as they are written, in simplified script. */
  readonly text: string;
}

/** Where a place or an event says it is: by a code before an address. Undefined where it names no division. Pure. */
export function findArea(
  kind: EntityKind,
  attributes: readonly StoredAttribute[],
): AreaStatement | undefined {
  if (!FILED.has(kind)) return undefined;
  for (const kinds of [['area'], ['address', 'locality']])
    for (const [place, attribute] of attributes.entries()) {
      const text = kinds.includes(attribute.kind) ? areaText(attribute) : '';
      if (text !== '') return { place, text };
    }
  return undefined;
}

function areaText({ value, flags = [] }: StoredAttribute): string {
  if (flags.includes('placeholder')) return '';
  if (/^\d+$/.test(value)) return value.slice(0, COUNTY_DIGITS);
  const { province, city, district } = readDivision(value);
  return province + city + district;
}

/** The key under which a mention is found by area and time, moments apart from longer periods as records are by cell. */
export function areaKey(text: string, validFrom: string, validTo: string): Properties {
  return isMoment(validFrom, validTo) ? { areaMoment: text } : { areaSpan: text };
}
