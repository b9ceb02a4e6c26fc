import { cleanText, hasHan } from './clean-text.ts';
import { DOTS, withoutDots } from './dots.ts';
import { foldPersonHan } from './fold-han.ts';
import { foldLatin } from './fold-latin.ts';
import { isMasked, isPlaceholderText } from './placeholder.ts';
import { readingsOf } from './read-as-written.ts';
import { distinctForms, spellings, syllablesOf } from './romanise.ts';
import { surnameLength } from './surnames.ts';
import { toTraditional } from './traditional.ts';
import { type StandardValue, tellsNothing, type ValueFlag } from './value.ts';

const NOTE = /(?:\s*\([^()]*\))+\s*$/;
const STOPS = /[.。]/g;
const TITLE_BEHIND = /(?<=\p{Script=Han}{2})(?:先生|女士|小姐)+$/u;
/** A name in Han that still ends so is a surname with a title. */
export const TITLED = /(?:先生|女士|小姐|太太)$/u;

/** Whether a name is whole: nothing of it is hidden, nor left to a title. */
export function isWholeName(value: string, flags: readonly ValueFlag[] = []): boolean {
  return !tellsNothing(flags) && !TITLED.test(value);
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof']);
const HIDDEN = /[*○〇某]/;

/**
 * A person's name. Han names are folded to simplified script without spaces, surname and given name in `parts`, with
 * pinyin (surname first and given name first, joined, spaced, initials) and the traditional spelling to search by.
 * Latin names lose case, diacritics and punctuation; `Surname, Given` is turned to `given surname`.
 */
export function standardisePersonName(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const bare = clean.replace(NOTE, '') || clean;
  const flags: ValueFlag[] = [];
  if (isPlaceholderText(clean)) flags.push('placeholder');
  else if (isMasked(bare) || (hasHan(bare) && HIDDEN.test(bare))) flags.push('masked');
  return hasHan(bare) ? hanName(bare, original, flags) : latinName(bare, original, flags);
}

function hanName(bare: string, original: string, flags: readonly ValueFlag[]): StandardValue {
  const spelled = bare
    .replace(DOTS, '·')
    .replace(STOPS, '·')
    .replace(/[\s,]+/gu, '')
    .replace(TITLE_BEHIND, '');
  const latin = foldLatin(spelled);
  // Folding may bare a note that marks hid.
  const written = latin.replace(NOTE, '') || latin;
  const value = foldPersonHan(written);
  const cut = surnameLength(value);
  const native = /^\p{Script=Han}+$/u.test(value);
  const spoken = readingsOf(written, value).flatMap((text) => spokenForms(text, native ? cut : 0));
  const forms = [toTraditional(value), withoutDots(value), latin, ...spoken];
  const parts = native ? { parts: { surname: value.slice(0, cut), given: value.slice(cut) } } : {};
  return { value, original, flags, ...parts, search: distinctForms(value, forms) };
}

/** A name in pinyin; where it begins with a surname of so many characters, in either order. */
function spokenForms(name: string, surname: number): readonly string[] {
  const syllables = syllablesOf(name, 'surname');
  const family = syllables.slice(0, surname);
  const given = syllables.slice(surname);
  if (family.length === 0 || given.length === 0) return spellings(syllables);
  const [first, last] = [given.join(''), family.join('')];
  return [
    ...spellings(syllables),
    `${last} ${first}`,
    `${first} ${last}`,
    `${given.join(' ')} ${family.join(' ')}`,
    first + last,
  ];
}

function latinName(bare: string, original: string, flags: readonly ValueFlag[]): StandardValue {
  const folded = foldLatin(bare);
  const comma = folded.indexOf(',');
  const ordered = comma < 0 ? folded : `${folded.slice(comma + 1)} ${folded.slice(0, comma)}`;
  const words = ordered
    .replace(/['’`]/gu, '')
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((word) => word !== '');
  while (words.length > 1 && TITLES.has(words[0] ?? '')) words.shift();
  const value = words.join(' ') || folded;
  const turned = [...words.slice(-1), ...words.slice(0, -1)];
  const forms = words.length > 1 ? [words.join(''), turned.join(' '), turned.join('')] : [];
  return { value, original, flags, search: distinctForms(value, forms) };
}
