import { cleanText, upperText } from './clean-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import { findScheme } from './schemes.ts';
import type { StandardiseOptions, StandardValue } from './value.ts';

/**
 * An identifier by the rule of `options.scheme`; without a scheme or with one that nobody declared it is exact text.
 * `search` carries the text as typed where that differs from the value.
 */
export function standardiseIdentifier(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const rule = findScheme(options.scheme ?? 'local.text');
  const result = rule?.standardise(clean) ?? { value: upperText(clean), flags: [] };
  const flags = isPlaceholderText(clean) ? (['placeholder'] as const) : result.flags;
  return { ...result, flags, original, search: clean === result.value ? [] : [clean] };
}
