import { foldHan } from '../fold-han.ts';
import { isMasked, isPlaceholderText } from '../placeholder.ts';
import { compactIdentifier } from './compact-identifier.ts';
import type { SchemeResult, SchemeRule } from './scheme-rule.ts';

/** Civil plates of five characters, of new-energy vehicles with six, and those that end or begin in a word of use. */
const CN_PLATE =
  /^(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9学警挂港澳领试超]|[A-HJ-NP-Z0-9]{6})|WJ[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?[0-9A-Z]{5})$/;
/** Two groups of letters and digits; the groups' border carries nothing, so only characters are kept. */
const TW_PLATE = /^(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{4,7}$/;
const SAME_DIGIT = /0{4,}$/;

function judge(value: string, format: RegExp): SchemeResult {
  if (isPlaceholderText(value) || SAME_DIGIT.test(value)) return { value, flags: ['placeholder'] };
  if (isMasked(value)) return { value, flags: ['masked'] };
  return { value, flags: format.test(value) ? [] : ['invalid-format'] };
}

/** A mainland plate. It is issued again after years, so it identifies for a period. Source: GA 36. */
export const CN_PLATE_RULE: SchemeRule = {
  name: 'cn.plate',
  identifies: 'for-a-period',
  exclusive: false,
  checked: false,
  entityKinds: ['Thing'],
  standardise: (text) => judge(foldHan(compactIdentifier(text)), CN_PLATE),
};

/** A Taiwanese plate of any series. It is issued again after years, so it identifies for a period. */
export const TW_PLATE_RULE: SchemeRule = {
  name: 'tw.plate',
  identifies: 'for-a-period',
  exclusive: false,
  checked: false,
  entityKinds: ['Thing'],
  standardise: (text) => judge(foldHan(compactIdentifier(text)), TW_PLATE),
};
