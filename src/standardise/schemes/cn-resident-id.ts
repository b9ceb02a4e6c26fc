import { daysInMonth } from '../calendar.ts';
import { isPlaceholderNumber } from '../placeholder.ts';
import type { ValueFlag } from '../value.ts';
import { compactIdentifier } from './compact-identifier.ts';
import type { SchemeResult, SchemeRule } from './scheme-rule.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const FULL = /^\d{17}[\dX]$/;
const OLD = /^\d{15}$/;
const MASKED = /^[\d*X]*(?:\*|X{2,})[\d*X]*$/;
/** First two digits of the codes of provinces (GB/T 2260), with Taiwan's 71 and 83, Hong Kong's and Macao's 81 and 82, foreigners' 9. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92'.split(
    ' ',
  ),
);

/** The check character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function residentIdCheck(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += (WEIGHTS[index] ?? 0) * (first17.charCodeAt(index) - 48);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** A first-generation number of 15 digits as its 18 characters; every one still in use was given for a birth in the 1900s. */
export function lengthenResidentId(digits15: string): string {
  const first17 = `${digits15.slice(0, 6)}19${digits15.slice(6)}`;
  return first17 + residentIdCheck(first17);
}

function standardise(text: string): SchemeResult {
  const compact = compactIdentifier(text);
  if (isPlaceholderNumber(compact) || /^(?:\d{6})?(\d)\1{11}$/.test(compact)) {
    return { value: compact, flags: ['placeholder'] };
  }
  if (OLD.test(compact)) return describe(lengthenResidentId(compact), true);
  if (FULL.test(compact)) return describe(compact, false);
  return { value: compact, flags: [MASKED.test(compact) ? 'masked' : 'invalid-format'] };
}

function describe(value: string, lengthened: boolean): SchemeResult {
  const flags: ValueFlag[] = [];
  if (residentIdCheck(value) !== value.charAt(17)) flags.push('invalid-check-digit');
  const [year, month, day] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)];
  if (!isPlausibleBirth(Number(year), Number(month), Number(day))) flags.push('invalid-format');
  if (!PROVINCES.has(value.slice(0, 2))) flags.push('unknown-area');
  const parts = {
    area: value.slice(0, 6),
    birthDate: `${year}-${month}-${day}`,
    sex: Number(value.charAt(16)) % 2 === 1 ? 'male' : 'female',
    ...(lengthened ? { lengthened: 1 } : {}),
  };
  return { value, flags, parts };
}

/** The clock is not asked: a bound far enough out finds typing errors without making results change by the day. */
function isPlausibleBirth(year: number, month: number, day: number): boolean {
  return year >= 1850 && year <= 2099 && day >= 1 && day <= daysInMonth(year, month);
}

/** The mainland's citizen identity number. Source: GB 11643-1999. */
export const CN_RESIDENT_ID: SchemeRule = {
  name: 'cn.resident-id',
  identifies: 'for-good',
  exclusive: true,
  checked: true,
  entityKinds: ['Person'],
  standardise,
};
