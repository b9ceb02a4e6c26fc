import { BoundedCache } from '../standardise/bounded-cache.ts';
import { syllablesOf } from '../standardise/romanise.ts';

const sounds = new BoundedCache<string>(20_000);
const SAME_FROM = 0.5;

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

/**
 * Whether two sounds may be spellings of one name: Dice coefficient of their letter pairs (Dice 1945) of at least a
 * half. Coarse on purpose: it only counts how many *different* names an identifier stands for.
 */
export function mayBeOneName(left: string, right: string): boolean {
  if (left === right || left.includes(right) || right.includes(left)) return true;
  const pairs = pairsOf(left);
  const others = pairsOf(right);
  let shared = 0;
  for (const [pair, count] of pairs) shared += Math.min(count, others.get(pair) ?? 0);
  const total = left.length - 1 + (right.length - 1);
  return total > 0 && (2 * shared) / total >= SAME_FROM;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index++) {
    const pair = text.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
