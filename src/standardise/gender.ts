import { cleanText } from './clean-text.ts';
import type { StandardValue, ValueFlag } from './value.ts';

/**
 * Spellings of sex; the digits are those of GB/T 2261.1 and ISO/IEC 5218 (0 unknown, 1 male, 2 female, 9 not given;
 * 5 and 6 in GB/T 2261.1 are changes to male and to female).
 */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    male: '男 男性 男士 先生 m male man 1 5 01',
    female: '女 女性 女士 小姐 f female woman 2 6 02',
    other: '其他 其它 other x 非二元',
    unknown: '不明 不详 不詳 未知 未说明 未說明 unknown u 0 9 無 无 - null n/a 無或物(動物、堆置物)',
  }).flatMap(([value, words]) => words.split(' ').map((word): [string, string] => [word, value])),
);

/** `male`, `female`, `other` or `unknown`; anything else is kept and flagged. */
export function standardiseGender(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const known = SPELLINGS.get(clean.toLowerCase());
  const flags: ValueFlag[] =
    known === undefined ? ['invalid-format'] : known === 'unknown' ? ['placeholder'] : [];
  return { value: known ?? clean, original, flags, search: [] };
}
