import { pinyin } from 'pinyin-pro';
import { DOTS } from './dots.ts';

/** Syllables without tones; ü is written v, as on keyboards. Runs of other characters stay one piece. */
export function syllablesOf(simplified: string, head: 'surname' | 'none'): readonly string[] {
  return pinyin(simplified, {
    toneType: 'none',
    type: 'array',
    surname: head === 'surname' ? 'head' : 'off',
    nonZh: 'consecutive',
    v: true,
  })
    .map((syllable) => syllable.trim().toLowerCase())
    .filter((syllable) => syllable !== '');
}

/**
 * Spellings of a run of syllables that people type: spaced, joined, joined within each part of a name with dots, initials; with
 * ü as `v`, `u` and `yu`. The index takes a dot within Latin letters for one of them, so no spelling has any.
 */
export function spellings(pieces: readonly string[]): readonly string[] {
  const syllables = pieces.flatMap((piece) => piece.split(DOTS)).filter((syllable) => syllable !== '');
  const joined = syllables.join('');
  const parted = pieces
    .map((piece) => piece.replace(DOTS, ' '))
    .join('')
    .trim();
  const forms = [syllables.join(' '), joined, parted];
  for (const form of [joined, parted])
    if (/[ln]v/.test(form)) forms.push(form.replace(/([ln])v/g, '$1u'), form.replace(/([ln])v/g, '$1yu'));
  if (syllables.length > 1) forms.push(syllables.map((syllable) => syllable.charAt(0)).join(''));
  return forms;
}

/** Search forms without doubles, without blanks and without the value itself, in a stable order. */
export function distinctForms(value: string, forms: Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  for (const form of forms) if (form !== '' && form !== value) seen.add(form);
  return [...seen];
}
