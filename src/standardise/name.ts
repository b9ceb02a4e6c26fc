import { cleanText, hasHan, joinHan } from './clean-text.ts';
import { withoutDots } from './dots.ts';
import { foldHan } from './fold-han.ts';
import { foldLatin } from './fold-latin.ts';
import { isPlaceholderText } from './placeholder.ts';
import { readingsOf } from './read-as-written.ts';
import { distinctForms, spellings, syllablesOf } from './romanise.ts';
import { toTraditional } from './traditional.ts';
import type { StandardValue } from './value.ts';

/** The name of anything that is neither a person nor an organisation: folded script and case, pinyin to search by. */
export function standardiseName(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const written = joinHan(foldLatin(clean));
  const value = foldHan(written);
  const flags = isPlaceholderText(clean) ? (['placeholder'] as const) : [];
  const search = hasHan(value) ? distinctForms(value, formsOf(written, value)) : [];
  return { value, original, flags, search };
}

function formsOf(written: string, value: string): readonly string[] {
  const spelled = readingsOf(written, value).flatMap((text) => spellings(syllablesOf(text, 'none')));
  return [toTraditional(value), withoutDots(value), ...spelled];
}
