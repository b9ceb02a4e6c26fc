import { cleanText } from './clean-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardValue } from './value.ts';

/** Free text: cleaned, case and script kept. */
export function standardiseText(original: string): StandardValue | null {
  const value = cleanText(original);
  if (value === '') return null;
  return { value, original, flags: isPlaceholderText(value) ? ['placeholder'] : [], search: [] };
}
