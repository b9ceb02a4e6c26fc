import { isMasked, isPlaceholderNumber } from '../placeholder.ts';
import { compactIdentifier } from './compact-identifier.ts';
import { flagUnless, type SchemeResult, type SchemeRule } from './scheme-rule.ts';

const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1] as const;
const FORMAT = /^\d{8}$/;

/**
 * Whether the check digit holds: the digits of the weighted digits add up to a multiple of five (of ten before
 * April 2023, which every older number also satisfies); a seventh digit 7 gives 10, which counts as 1 or 0.
 * Source: Taiwan's Ministry of Finance, logic of the uniform number's check as extended in 2023.
 */
function isTaiwanBusinessNumber(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) {
    const product = (WEIGHTS[index] ?? 0) * (digits.charCodeAt(index) - 48);
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 5 === 0 || (digits.charAt(6) === '7' && (sum + 1) % 5 === 0);
}

function standardise(text: string): SchemeResult {
  const value = compactIdentifier(text);
  if (isPlaceholderNumber(value)) return { value, flags: ['placeholder'] };
  if (isMasked(value)) return { value, flags: ['masked'] };
  if (!FORMAT.test(value)) return { value, flags: ['invalid-format'] };
  return { value, flags: flagUnless(isTaiwanBusinessNumber(value), 'invalid-check-digit') };
}

/** Taiwan's uniform number of businesses, eight digits. */
export const TW_BUSINESS_NO: SchemeRule = {
  name: 'tw.business-no',
  identifies: 'for-good',
  exclusive: true,
  checked: true,
  entityKinds: ['Organization'],
  standardise,
};
