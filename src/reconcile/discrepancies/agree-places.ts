import { standardise } from '../../standardise/standardise.ts';
import type { StandardiseOptions } from '../../standardise/value.ts';

/** Han addresses are read the same way in every region. */
const OPTIONS: StandardiseOptions = { timeZone: 'UTC', calendar: 'gregorian', region: 'CN' };
/** What tells two addresses apart; village, position, notes and post codes only say more of the same place. */
const PARTS = [
  ...[
    'land',
    'parcel',
    'road',
    'kilometre',
    'section',
    'lane',
    'alley',
    'number',
    'building',
    'unit',
    'floor',
    'room',
    'rest',
    'crossing',
  ],
] as const;
/** What an address goes by; two that share none of these are compared as texts. */
const STREETS = ['road', 'land', 'rest'] as const;

/** A division may stand with the ones above it, where these are not known by their names. */
const DIVISIONS = ['province', 'city', 'district', 'town'] as const;

type Parts = Readonly<Record<string, string | number>>;

interface Address {
  readonly value: string;
  readonly original: string;
}

/** Whether no part that both addresses name is another one. */
export function sameAddress(left: Address, right: Address): boolean {
  const [one, other] = [partsOf(left), partsOf(right)];
  const isShared = (part: string) => one[part] !== undefined && other[part] !== undefined;
  if (!STREETS.some(isShared)) return sameWords(left.value, right.value);
  return (
    PARTS.every((part) => !isShared(part) || one[part] === other[part]) &&
    DIVISIONS.every((part) => !isShared(part) || isSuffix(String(one[part]), String(other[part])))
  );
}

function isSuffix(one: string, other: string): boolean {
  return one.endsWith(other) || other.endsWith(one);
}

function partsOf({ original }: Address): Parts {
  return standardise('address', original, OPTIONS)?.parts ?? {};
}

/** Of addresses in Latin letters: all words of one stand in the other. */
function sameWords(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => new Set(text.split(' ')));
  if (one === undefined || other === undefined) return false;
  const isWithin = (few: ReadonlySet<string>, many: ReadonlySet<string>) =>
    few.size > 1 && [...few].every((word) => many.has(word));
  return isWithin(one, other) || isWithin(other, one) || left.includes(right) || right.includes(left);
}

/** Of divisions: one lies within the other. Codes of higher divisions end in zeros; names begin with the higher ones, or leave them out. */
export function sameArea(left: string, right: string): boolean {
  const [one, other] = [left, right].map((area) =>
    /^\d+$/.test(area) ? area.replace(/(?:00)+$/, '') : area,
  );
  if (one === undefined || other === undefined || one === '' || other === '') return true;
  if (/^\d/.test(one) !== /^\d/.test(other)) return false;
  return one.startsWith(other) || other.startsWith(one) || one.endsWith(other) || other.endsWith(one);
}
