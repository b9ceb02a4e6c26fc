import { type AttributeKind, tellsNothing } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';
import type { ColumnOf, FeatureRow, FeatureType } from './comparison.ts';
import { houseOf } from './han-address.ts';
import { fillSlots, isAmong, slots, slotsOf } from './token-columns.ts';

/** An organisation may state several addresses, telephones and numbers; so many of each are compared. */
const VALUES = 3;
const HOUSES = slots('house', VALUES);
const PHONES = slots('phone', VALUES);
const IDENTIFIERS = slots('identifier', VALUES);

export const SEAT_FEATURES: Readonly<Record<string, FeatureType>> = Object.fromEntries(
  [...HOUSES, ...PHONES, ...IDENTIFIERS].map((name) => [name, 'token']),
);

/** Where an organisation sits, and the telephones and numbers it is known by, whatever its name. */
export function readSeat({ attributes }: EngineMention): FeatureRow {
  const stated = (wanted: AttributeKind): readonly string[] =>
    attributes.filter(({ kind, flags }) => kind === wanted && !tellsNothing(flags)).map(({ value }) => value);
  const houses = stated('address').map(houseOf);
  const phones = stated('phone').map((value) => value.slice(-7));
  return {
    ...fillDistinct('house', houses),
    ...fillDistinct('phone', phones),
    ...fillDistinct('identifier', stated('identifier')),
  };
}

function fillDistinct(prefix: string, values: readonly (string | null)[]): FeatureRow {
  return fillSlots(prefix, VALUES, [...new Set(values.filter((value) => value !== null))]);
}

/** Whether both state a house or both a telephone, and neither a house nor a telephone is one. */
export function sitElsewhere(column: ColumnOf): string {
  const stated = [bothState(column, HOUSES), bothState(column, PHONES)].join(' OR ');
  return `(${stated}) AND NOT (${shareOne(column, HOUSES)} OR ${shareOne(column, PHONES)})`;
}

/** Whether both have a telephone or a number in common. */
export function shareNumber(column: ColumnOf): string {
  return `(${shareOne(column, PHONES)} OR ${shareOne(column, IDENTIFIERS)})`;
}

function bothState(column: ColumnOf, [first = '']: readonly string[]): string {
  return `(${column('l', first)} IS NOT NULL AND ${column('r', first)} IS NOT NULL)`;
}

function shareOne(column: ColumnOf, names: readonly string[]): string {
  const others = slotsOf(column, 'r', names);
  return slotsOf(column, 'l', names)
    .map((left) => isAmong(left, others))
    .join(' OR ');
}
