import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { cleanText } from './clean-text.ts';
import { isMasked, isPlaceholderText } from './placeholder.ts';
import type { StandardiseOptions, StandardValue, ValueFlag } from './value.ts';

const EXTENSION = /\s*(?:;ext=|#|轉分機|轉|转|分機|分机|ext\.?|x)\s*[:：]?\s*(\d{1,6})\s*$/iu;
/** China Mobile's own service number and the plain 138 number: the two that forms are most often filled with. */
const NOBODYS = /^(?:13800138000|13[08]0{8}|0?9(\d)\1{7}|0?912345678|1[3-9]12345678|12345678\d*)$/;

/**
 * A phone number as E.164, with `;ext=` for an extension (RFC 3966); `options.region` gives the country of numbers without
 * a prefix. What is no possible number is kept as its digits and flagged.
 * Source: Google's libphonenumber data through libphonenumber-js.
 */
export function standardisePhone(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const extension = EXTENSION.exec(clean)?.[1];
  const main = clean.replace(EXTENSION, '');
  const digits = main.replace(/[^\d+*]/g, '').replace(/(?!^)\+/g, '');
  if (isMasked(main)) return flagged(digits, original, 'masked');
  if (isPlaceholderText(clean) || digits === '') {
    return flagged(clean, original, isPlaceholderText(clean) ? 'placeholder' : 'invalid-format');
  }
  const parsed = parsePhoneNumberFromString(digits, options.region);
  if (parsed === undefined || !parsed.isValid()) {
    return flagged(digits, original, isNobodys(digits) ? 'placeholder' : 'invalid-format');
  }
  const national = String(parsed.nationalNumber);
  const value = extension === undefined ? parsed.number : `${parsed.number};ext=${extension}`;
  const parts = {
    national,
    country: parsed.countryCallingCode,
    ...(extension === undefined ? {} : { extension }),
  };
  return { value, original, flags: isNobodys(national) ? ['placeholder'] : [], parts, search: [national] };
}

function isNobodys(digits: string): boolean {
  return NOBODYS.test(digits) || /(\d)\1{7,}$/.test(digits) || /^0*(\d)\1*$/.test(digits);
}

function flagged(value: string, original: string, flag: ValueFlag): StandardValue {
  return { value, original, flags: [flag], search: [] };
}
