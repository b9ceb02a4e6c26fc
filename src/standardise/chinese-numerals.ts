const DIGITS = '〇一二三四五六七八九';
const VALUES: ReadonlyMap<string, number> = new Map<string, number>([
  ...[...DIGITS].map((character, digit): [string, number] => [character, digit]),
  ...[...'0123456789'].map((character, digit): [string, number] => [character, digit]),
  ['零', 0],
  ['○', 0],
  ['两', 2],
  ['兩', 2],
  ['元', 1],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['廿', 20],
  ['卅', 30],
  ['百', 100],
  ['千', 1000],
]);
const CLASS = '〇零○一二三四五六七八九十廿卅百千';

/** One run of Chinese numerals, arabic digits possibly among them, for use inside other expressions. */
export const NUMERAL_RUN = `[\\d${CLASS}]*[${CLASS}][\\d${CLASS}]*`;

/**
 * The arabic digits of a Chinese numeral, written by place (`一五六`, `二〇二五`) or with units (`五百六十七`, `十二`,
 * `廿三`). Leading zeros by place are kept. Undefined when it is no number (`十百`).
 */
export function findArabic(numeral: string): string | undefined {
  const characters = [...numeral];
  const placed = characters.map((character) => VALUES.get(character));
  if (placed.every((digit) => digit !== undefined)) return placed.join('');
  let total = 0;
  let pending = '';
  let lastUnit = Number.POSITIVE_INFINITY;
  for (const character of characters) {
    const digit = VALUES.get(character);
    if (digit !== undefined) {
      pending += String(digit);
      continue;
    }
    const unit = UNITS.get(character);
    if (unit === undefined || unit >= lastUnit) return undefined;
    const compound = character === '廿' || character === '卅';
    if (compound && Number(pending) > 0) return undefined;
    total += compound ? unit : unit * (Number(pending) || 1);
    lastUnit = compound ? 10 : unit;
    pending = '';
  }
  // A rest longer than its place (`十二三`) is two numbers, not one.
  return Number(pending) >= lastUnit ? undefined : String(total + Number(pending));
}
