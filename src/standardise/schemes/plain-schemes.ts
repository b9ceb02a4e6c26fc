import { cleanText, upperText } from '../clean-text.ts';
import { isMasked, isPlaceholderNumber, isPlaceholderText } from '../placeholder.ts';
import { CN_RESIDENT_ID } from './cn-resident-id.ts';
import { compactIdentifier } from './compact-identifier.ts';
import type { SchemeResult, SchemeRule } from './scheme-rule.ts';

function judge(value: string, format: RegExp): SchemeResult {
  if (isPlaceholderNumber(value) || isPlaceholderNumber(value.slice(1)))
    return { value, flags: ['placeholder'] };
  if (isMasked(value)) return { value, flags: ['masked'] };
  return { value, flags: format.test(value) ? [] : ['invalid-format'] };
}

/**
 * The control number of Taiwan's Ministry of Environment: a facility has a county's letter and seven characters, a
 * transgressor without a facility a letter and eleven digits.
 */
export const TW_CONTROL_NUMBER: SchemeRule = {
  name: 'tw.moenv.control-number',
  identifies: 'for-good',
  exclusive: true,
  checked: false,
  entityKinds: ['Organization', 'Place', 'Thing', 'Person'],
  standardise: (text) => judge(compactIdentifier(text), /^[A-Z](?:\d{2}[A-Z0-9]\d{4}|\d{11})$/),
};

/** A mainland passport: `E`, `G`, `D`, `S`, `P` with eight digits, or `E` with a letter and seven. A number is never given twice. */
export const CN_PASSPORT: SchemeRule = {
  name: 'cn.passport',
  identifies: 'for-good',
  exclusive: false,
  checked: false,
  entityKinds: ['Person'],
  standardise: (text) => judge(compactIdentifier(text), /^(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|1[45]\d{7})$/),
};

/** A mainland social security number: the citizen's number in most cities, a number of the city's own in others. */
export const CN_SOCIAL_SECURITY: SchemeRule = {
  name: 'cn.social-security-no',
  identifies: 'for-good',
  exclusive: false,
  checked: false,
  entityKinds: ['Person'],
  standardise: (text) => {
    const value = compactIdentifier(text);
    if (/^\d{17}[\dX]$/.test(value)) return CN_RESIDENT_ID.standardise(value);
    return judge(value, /^[A-Z0-9]{6,20}$/);
  },
};

/** A numbering of some department's own: exact text, upper case. The scheme's name keeps numberings apart. */
export function localScheme(name: string): SchemeRule {
  return {
    name,
    identifies: 'for-good',
    exclusive: true,
    checked: false,
    entityKinds: ['Person', 'Organization', 'Thing', 'Place', 'Event'],
    standardise: (text) => {
      const value = upperText(cleanText(text));
      if (isPlaceholderText(value) || /^0+$/.test(value)) return { value, flags: ['placeholder'] };
      return { value, flags: isMasked(value) ? ['masked'] : [] };
    },
  };
}
