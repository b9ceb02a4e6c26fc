import { cleanText, joinHan, upperText } from './clean-text.ts';
import { foldHan } from './fold-han.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardiseOptions, StandardValue } from './value.ts';

/** A code or label of a code list: upper case, script folded, so that departments' spellings of one label meet. */
export function standardiseCode(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const value = joinHan(foldHan(upperText(clean)));
  return {
    value,
    original,
    flags: isPlaceholderText(clean) ? ['placeholder'] : [],
    ...(options.list === undefined ? {} : { parts: { list: options.list } }),
    search: clean === value ? [] : [clean],
  };
}
