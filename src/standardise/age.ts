import { findArabic, NUMERAL_RUN } from './chinese-numerals.ts';
import { cleanText } from './clean-text.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardValue } from './value.ts';

/** Nobody is older. */
export const OLDEST = 130;

const HAN_NUMBER = new RegExp(`^${NUMERAL_RUN}(?=\\D*$)`, 'u');
const YEARS = /^(\d{1,9})(?:\.\d{1,9})?\s*(?:[周足]?[岁歲]|years?(?:\s+old)?|yrs?|y)?$/iu;
// Counted from one at birth and with each new year.
const NOMINAL = /^(\d{1,9})\s*[虚虛][岁歲]$/u;
const MONTHS = /^(\d{1,4})\s*(?:个月|個月|月龄|月齡|months?)$/iu;
const WEEKS = /^(\d{1,4})\s*(?:周|週|weeks?)$/iu;
const DAYS = /^(\d{1,5})\s*(?:天|日龄|日齡|days?)$/iu;

/** Whole years of age (`56歲` gives `56`, `8个月` gives `0`); more than {@link OLDEST} is flagged. */
export function standardiseAge(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const years = yearsOf(clean.replace(HAN_NUMBER, (numeral) => findArabic(numeral) ?? numeral));
  if (years === null) {
    const flag = isPlaceholderText(clean) ? 'placeholder' : 'invalid-format';
    return { value: clean, original, flags: [flag], search: [] };
  }
  return { value: String(years), original, flags: years > OLDEST ? ['out-of-range'] : [], search: [] };
}

function yearsOf(text: string): number | null {
  const years = YEARS.exec(text)?.[1];
  if (years !== undefined) return Number(years);
  const months = MONTHS.exec(text)?.[1];
  if (months !== undefined) return Math.floor(Number(months) / 12);
  const nominal = NOMINAL.exec(text)?.[1];
  if (nominal !== undefined) return Math.max(0, Number(nominal) - 1);
  const weeks = WEEKS.exec(text)?.[1];
  if (weeks !== undefined) return Math.floor(Number(weeks) / 52);
  const days = DAYS.exec(text)?.[1];
  return days === undefined ? null : Math.floor(Number(days) / 365);
}
