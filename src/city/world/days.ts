/** Days as whole numbers since 1970-01-01 and minutes as whole numbers since then, in local time of the city (UTC+8). */
const MILLISECONDS = 86_400_000;

export function dayOf(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / MILLISECONDS);
}

/** The day that the synthetic city ends on: nothing in it happens later. */
export const TODAY = dayOf('2025-06-30');

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

/** The reverse of {@link civilDate}. */
function dayNumber({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

export type DateStyle = 'iso' | 'compact' | 'slashed' | 'padded';

// Days between 1900 and 2030 are about 47,000, so what was written once is kept.
const FIRST_KEPT = firstDay(1900);
const KEPT = firstDay(2030) - FIRST_KEPT;
const noDays = () => new Array<string>(KEPT).fill('');
const kept = { iso: noDays(), compact: noDays(), slashed: noDays(), padded: noDays() };

/** `2024-03-05`, `20240305`, `2024/3/5` or `2024/03/05`. */
export function formatDay(day: number, style: DateStyle): string {
  const known = kept[style][day - FIRST_KEPT];
  if (known !== undefined && known !== '') return known;
  const written = writeDay(civilDate(day), style);
  if (known === '') kept[style][day - FIRST_KEPT] = written;
  return written;
}

function writeDay({ year, month, day }: CivilDate, style: DateStyle): string {
  switch (style) {
    case 'iso':
      return `${year}-${two(month)}-${two(day)}`;
    case 'compact':
      return `${year}${two(month)}${two(day)}`;
    case 'slashed':
      return `${year}/${month}/${day}`;
    case 'padded':
      return `${year}/${two(month)}/${two(day)}`;
  }
}

export function yearOf(day: number): number {
  return civilDate(day).year;
}

/** The day that comes out when day and month are swapped; undefined when that is no date or the same one. */
export function swapDayAndMonth(number: number): number | undefined {
  const { year, month, day } = civilDate(number);
  if (day > 12 || day === month) return undefined;
  return dayNumber({ year, month: day, day: month });
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
