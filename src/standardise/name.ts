import { cleanText, hasHan, joinHan } from './clean-text.ts';
import { withoutDots } from './dots.ts';
import { foldHan } from './fold-han.ts';
import { foldLatin } from './fold-latin.ts';
import { isPlaceholderText } from './placeholder.ts';
import { distinctForms, spellings, syllablesOf } from './romanise.ts';
import { toTraditional } from './traditional.ts';
import type { StandardValue } from './value.ts';

/** The name of anything that is neither a person nor an organisation: folded script and case, pinyin to search by. */
export function standardiseName(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const value = joinHan(foldHan(foldLatin(clean)));
  const flags = isPlaceholderText(clean) ? (['placeholder'] as const) : [];
  const search = hasHan(value) ? distinctForms(value, formsOf(value)) : [];
  return { value, original, flags, search };
}

function formsOf(value: string): readonly string[] {
  return [toTraditional(value), withoutDots(value), ...spellings(syllablesOf(value, 'none'))];
}
