import { LOOKALIKES } from '../names/lookalikes.ts';
import { SYLLABLES } from '../names/syllables.ts';
import { TRADITIONAL } from '../names/traditional.ts';
import type { Rng } from '../world/rng.ts';
import { get, pick } from '../world/weighted.ts';

const syllableOf = new Map<string, string>();
const charactersOf = new Map<string, readonly string[]>();
const words = SYLLABLES.trim().split(/\s+/);
for (let i = 0; i + 1 < words.length; i += 2) {
  const characters = [...get(words, i + 1)];
  charactersOf.set(get(words, i), characters);
  for (const character of characters) syllableOf.set(character, get(words, i));
}
const pairs = (table: string) =>
  table
    .trim()
    .split(/\s+/)
    .map((pair): readonly [string, string] => [pair.slice(0, 1), pair.slice(1)]);
const traditionalOf = new Map(pairs(TRADITIONAL));
const lookalikeOf = new Map(pairs(LOOKALIKES));

/** Traditional form of a text, character by character. */
export function toTraditional(text: string): string {
  let out = '';
  for (const character of text) out += traditionalOf.get(character) ?? character;
  return out;
}

/** Pinyin of a text as one word with a capital letter; undefined if a character is not in the table. */
export function toPinyinWord(text: string): string | undefined {
  let out = '';
  for (const character of text) {
    const syllable = syllableOf.get(character);
    if (syllable === undefined) return undefined;
    out += syllable;
  }
  return out.charAt(0).toUpperCase() + out.slice(1);
}

/** Replaces one character by another that sounds the same; undefined if none does. */
export function withHomophone(text: string, rng: Rng): string | undefined {
  return replaceOne(text, rng, (character) => {
    const others =
      charactersOf.get(syllableOf.get(character) ?? '')?.filter((other) => other !== character) ?? [];
    return others.length === 0 ? undefined : pick(others, rng);
  });
}

/** Replaces one character by one that looks like it; undefined if none does. */
export function withLookalike(text: string, rng: Rng): string | undefined {
  return replaceOne(text, rng, (character) => lookalikeOf.get(character));
}

/** Tries the characters from a drawn one onwards until one has a replacement. */
function replaceOne(
  text: string,
  rng: Rng,
  replace: (character: string) => string | undefined,
): string | undefined {
  const characters = [...text];
  const start = rng.below(characters.length);
  for (let i = 0; i < characters.length; i++) {
    const at = (start + i) % characters.length;
    const other = replace(get(characters, at));
    if (other !== undefined)
      return characters.slice(0, at).join('') + other + characters.slice(at + 1).join('');
  }
  return undefined;
}

/** Full-width forms of ASCII letters, digits and signs. */
export function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** Another digit in the place of one digit, or two neighbours swapped; the text must have a digit. */
export function withDigitTypo(text: string, rng: Rng): string {
  const at = rng.below(text.length - 1);
  const here = text.charAt(at);
  const next = text.charAt(at + 1);
  if (here !== next && rng.chance(0.4)) return text.slice(0, at) + next + here + text.slice(at + 2);
  const digit = (Number.parseInt(here, 36) + 1 + rng.below(8)) % 10;
  return text.slice(0, at) + String(digit) + text.slice(at + 1);
}
