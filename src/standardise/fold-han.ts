import { Converter } from 'opencc-js/t2cn';
import { HAN_VARIANTS } from './han-variants.ts';

const HAN = /\p{Script=Han}/u;
const toSimplified = Converter({ from: 't', to: 'cn' });
const variants = new Map(
  HAN_VARIANTS.split(' ').map((pair): [string, string] => {
    const [variant = '', standard = ''] = [...pair];
    return [variant, standard];
  }),
);
const KEPT_IN_NAMES = '乾';
/** Every character met so far; bounded by the characters of Unicode that are Han. */
const folded = new Map<string, string>();

/**
 * Folds every Han character to one simplified form, character by character, so that two spellings of a name meet
 * whichever script they came in and folding twice changes nothing. Phrases are not looked at: context would
 * make the result of one character depend on its neighbours.
 * Source: OpenCC's TSCharacters through opencc-js, and {@link HAN_VARIANTS}.
 */
export function foldHan(clean: string): string {
  let result = '';
  for (const character of clean) result += folded.get(character) ?? learn(character);
  return result;
}

/**
 * Folds the name of a person as {@link foldHan} does, but leaves what is a character of its own in names. OpenCC's table gives
 * 乾 two simplified forms: 干 (gān, dry) and 乾 itself (qián, heaven), and it is the second that people are called by.
 */
export function foldPersonHan(clean: string): string {
  return clean.split(KEPT_IN_NAMES).map(foldHan).join(KEPT_IN_NAMES);
}

function learn(character: string): string {
  if (!HAN.test(character)) return character;
  let current = character;
  // A variant may lead to a traditional character and that one to a simplified: three steps reach the end of every chain.
  for (let step = 0; step < 3; step += 1) {
    const next = toSimplified(variants.get(current) ?? current);
    if (next === current) break;
    current = next;
  }
  folded.set(character, current);
  return current;
}
