const EXPONENT_FORM = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,4})$/;
/** As many digits as a whole number of a contract may have. */
const MOST_DIGITS = 39;

/**
 * A number as its format writes it; a whole one in exponent form is spelled out, so that `1e3` and `1000` say the same
 * whatever file they come from. Any other keeps its text.
 */
export function spellWhole(number: string): string {
  const parts = EXPONENT_FORM.exec(number);
  if (parts === null) return number;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
  const shift = Number(exponent) - fraction.length;
  if (digits === '0') return `${sign}0`;
  if (digits.length + shift > MOST_DIGITS) return number;
  if (shift >= 0) return `${sign}${digits}${'0'.repeat(shift)}`;
  const isWhole = digits.length > -shift && /^0+$/.test(digits.slice(shift));
  return isWhole ? `${sign}${digits.slice(0, shift)}` : number;
}
