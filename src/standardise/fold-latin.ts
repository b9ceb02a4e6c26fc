/** ASCII, Han and their punctuation: nothing in them carries a mark to take off. */
const UNMARKED = /^[\x20-\x7e·\u2010-\u2027\u3000-\u3029\u3400-\u9fff]*$/;
const MARKS = /\p{M}+/gu;
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ł: 'l',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    þ: 'th',
    ı: 'i',
    ħ: 'h',
    ŋ: 'n',
  }),
);
const SPECIAL = /[øđðłßæœþıħŋ]/g;

/** Lower case without diacritics: `Łukasz MÜLLER` gives `lukasz muller`. Marks of scripts other than Latin go as well. */
export function foldLatin(clean: string): string {
  const lower = clean.toLowerCase();
  if (UNMARKED.test(lower)) return lower;
  const bare = lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
  return bare === '' ? lower : bare;
}
