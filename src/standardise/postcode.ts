import { cleanText, upperText } from './clean-text.ts';
import { isPlaceholderNumber, isPlaceholderText } from './placeholder.ts';
import type { StandardiseOptions, StandardValue, ValueFlag } from './value.ts';

const FORMATS = { CN: /^\d{6}$/, TW: /^\d{3}(?:\d{2,3})?$/ } as const;

/** A postal code: six digits in China; three, five or six in Taiwan. Codes of other countries are kept in upper case. */
export function standardisePostcode(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const value = cleanText(upperText(clean).replace(/[\s-]+/g, '')) || clean;
  const flags: ValueFlag[] = [];
  if (isPlaceholderText(clean) || /^(\d)\1+$/.test(value)) flags.push('placeholder');
  else if (isPlaceholderNumber(value)) flags.push('placeholder');
  else if (!FORMATS[options.region].test(value)) flags.push('invalid-format');
  return { value, original, flags, search: [] };
}
