import { BoundedCache } from './bounded-cache.ts';
import { syllablesOf } from './romanise.ts';

const sounds = new BoundedCache<string>(20_000);

/** The sound of a name in Latin letters without spaces: homophones, scripts and pinyin spellings fall together. */
export function soundOf(standardName: string): string {
  const known = sounds.find(standardName);
  if (known !== undefined) return known;
  const sound = syllablesOf(standardName, 'none')
    .join('')
    .replace(/[\s·]+/g, '');
  sounds.keep(standardName, sound);
  return sound;
}
