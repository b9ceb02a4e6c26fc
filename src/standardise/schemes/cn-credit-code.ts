import { isMasked, isPlaceholderNumber } from '../placeholder.ts';
import { compactIdentifier } from './compact-identifier.ts';
import { flagUnless, type SchemeResult, type SchemeRule } from './scheme-rule.ts';

/** The 31 characters of the code: no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const FORMAT = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The check character for the first 17 characters (GB 32100-2015, weights 3^i modulo 31). */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += (WEIGHTS[index] ?? 0) * ALPHABET.indexOf(first17.charAt(index));
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function standardise(text: string): SchemeResult {
  const value = compactIdentifier(text);
  if (isPlaceholderNumber(value)) return { value, flags: ['placeholder'] };
  if (isMasked(value)) return { value, flags: ['masked'] };
  if (!FORMAT.test(value)) return { value, flags: ['invalid-format'] };
  return {
    value,
    flags: flagUnless(creditCodeCheck(value) === value.charAt(17), 'invalid-check-digit'),
    parts: { registrar: value.slice(0, 2), area: value.slice(2, 8), organizationCode: value.slice(8, 17) },
  };
}

/** The mainland's unified social credit code of organisations. Source: GB 32100-2015. */
export const CN_CREDIT_CODE: SchemeRule = {
  name: 'cn.credit-code',
  identifies: 'for-good',
  exclusive: true,
  checked: true,
  entityKinds: ['Organization'],
  standardise,
};
