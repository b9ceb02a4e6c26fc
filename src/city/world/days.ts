/** Days as whole numbers since 1970-01-01 and minutes as whole numbers since then, in local time of the city (UTC+8). */
const MILLISECONDS = 86_400_000;

export function dayOf(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / MILLISECONDS);
}

/** The day that the synthetic city ends on: nothing in it happens later. */
export const TODAY = dayOf('2025-06-30');
export const FIRST_YEAR = 1930;

const firstDays = Array.from({ length: 200 }, (_, i) => Math.round(Date.UTC(1900 + i, 0, 1) / MILLISECONDS));

/** First day of a year between 1900 and 2099. */
export function firstDay(year: number): number {
  const day = firstDays[year - 1900];
  if (day === undefined) throw new RangeError(`year ${year}`);
  return day;
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Year, month and day of a day number, by whole-number arithmetic (H. Hinnant, days to civil). */
function civilDate(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

export type DateStyle = 'iso' | 'compact' | 'slashed';

// Days between 1900 and 2028 are about 47,000, so what was written once is kept.
const FIRST_KEPT = firstDay(1900);
const kept: Readonly<Record<DateStyle, string[]>> = { iso: [], compact: [], slashed: [] };

/** `2024-03-05`, `20240305` or `2024/3/5`. */
export function formatDay(day: number, style: DateStyle): string {
  const known = kept[style][day - FIRST_KEPT];
  if (known !== undefined) return known;
  const { year, month, day: dayOfMonth } = civilDate(day);
  const written =
    style === 'iso'
      ? `${year}-${two(month)}-${two(dayOfMonth)}`
      : style === 'compact'
        ? `${year}${two(month)}${two(dayOfMonth)}`
        : `${year}/${month}/${dayOfMonth}`;
  if (day >= FIRST_KEPT) kept[style][day - FIRST_KEPT] = written;
  return written;
}

export function yearOf(day: number): number {
  return civilDate(day).year;
}

/** The day that comes out when day and month are swapped; undefined when that is no date or the same one. */
export function swapDayAndMonth(number: number): number | undefined {
  const { year, month, day } = civilDate(number);
  if (day > 12 || day === month) return undefined;
  return dayOf(`${year}-${two(day)}-${two(month)}`);
}

/** Hour, minute and second of a second of the day as `HH<separator>MM<separator>SS`. */
export function formatClock(second: number, separator: string): string {
  return (
    two(Math.floor(second / 3600)) +
    separator +
    two(Math.floor(second / 60) % 60) +
    separator +
    two(second % 60)
  );
}
