import { polyphonic } from 'pinyin-pro';
import { foldHan } from './fold-han.ts';

/** Every character met so far, with what it is read by; bounded by the characters of Unicode. */
const known = new Map<string, string>();

/**
 * Texts that a name is to be read by: folded, and before it with those characters as written that the folded ones are not read
 * like (乾 is qián, 干 only gān). All others are folded, since surnames and phrases are known in simplified script.
 */
export function readingsOf(written: string, folded: string): readonly string[] {
  return [...new Set([keepReadings(written), folded])];
}

function keepReadings(written: string): string {
  let result = '';
  for (const character of written) result += known.get(character) ?? learn(character);
  return result;
}

function learn(character: string): string {
  const folded = foldHan(character);
  const [reading = ''] = folded === character ? [] : soundsOf(character);
  const kept = reading === '' || soundsOf(folded).includes(reading) ? folded : character;
  known.set(character, kept);
  return kept;
}

/** How a character may be read, the most common reading first; nothing where none is known. */
function soundsOf(character: string): readonly string[] {
  const [sounds = []] = polyphonic(character, { toneType: 'none', type: 'array', v: true });
  return sounds.filter((sound) => sound !== character);
}
