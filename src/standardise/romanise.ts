import { pinyin } from 'pinyin-pro';

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

/** Spellings of a run of syllables that people type: spaced, joined, initials; with ü as `v`, `u` and `yu`. */
export function spellings(syllables: readonly string[]): readonly string[] {
  if (syllables.length === 0) return [];
  const joined = syllables.join('');
  const forms = [syllables.join(' '), joined];
  if (/[ln]v/.test(joined)) forms.push(joined.replace(/([ln])v/g, '$1u'), joined.replace(/([ln])v/g, '$1yu'));
  if (syllables.length > 1) forms.push(syllables.map((syllable) => syllable.charAt(0)).join(''));
  return forms;
}

/** Search forms without doubles, without blanks and without the value itself, in a stable order. */
export function distinctForms(value: string, forms: Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  for (const form of forms) if (form !== '' && form !== value) seen.add(form);
  return [...seen];
}
