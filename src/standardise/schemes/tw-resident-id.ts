import { isMasked, isPlaceholderNumber } from '../placeholder.ts';
import { compactIdentifier } from './compact-identifier.ts';
import { flagUnless, type SchemeResult, type SchemeRule } from './scheme-rule.ts';

/** Letters in the order of their numbers 10, 11, 12 … */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
/** Citizens have 1 or 2, residents since 2021 have 8 or 9, residents before had a second letter A to D. */
const FORMAT = /^[A-Z][1289A-D]\d{8}$/;

/** Whether the last digit is the check digit of the nine characters before it. */
function isTaiwanResidentId(value: string): boolean {
  const first = LETTERS.indexOf(value.charAt(0)) + 10;
  const second = value.charAt(1);
  const letter = LETTERS.indexOf(second);
  const secondDigit = letter >= 0 ? (letter + 10) % 10 : Number(second);
  let sum = Math.floor(first / 10) + (first % 10) * 9 + secondDigit * 8;
  for (let index = 2; index < 9; index += 1) sum += Number(value.charAt(index)) * (9 - index);
  return (sum + Number(value.charAt(9))) % 10 === 0;
}

function standardise(text: string): SchemeResult {
  const value = compactIdentifier(text);
  if (isPlaceholderNumber(value) || isPlaceholderNumber(value.slice(1)))
    return { value, flags: ['placeholder'] };
  if (isMasked(value)) return { value, flags: ['masked'] };
  if (!FORMAT.test(value)) return { value, flags: ['invalid-format'] };
  const sex = '18AC'.includes(value.charAt(1)) ? 'male' : 'female';
  return { value, flags: flagUnless(isTaiwanResidentId(value), 'invalid-check-digit'), parts: { sex } };
}

/** Taiwan's national and resident identity number: a letter and nine characters. Source: Ministry of the Interior. */
export const TW_RESIDENT_ID: SchemeRule = {
  name: 'tw.resident-id',
  identifies: 'for-good',
  exclusive: true,
  checked: true,
  entityKinds: ['Person'],
  standardise,
};
