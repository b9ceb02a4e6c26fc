import chineseDays from 'chinese-days';

/** Corrections are due by the clock of the capital: mainland offices know no other. */
const OFFSET = '+08:00';
const OFFSET_MILLISECONDS = 8 * 3_600_000;

/**
 * The day that comes some working days after an instant, as YYYY-MM-DD. Holidays, and weekends that are worked to make up for
 * them, are those of the State Council's yearly notices (package chinese-days); a year without one yet has its weekends only.
 */
export function addWorkingDays(at: number, days: number): string {
  return chineseDays.findWorkday(days, dayOf(at));
}

/** The calendar day of an instant. */
export function dayOf(at: number): string {
  return new Date(at + OFFSET_MILLISECONDS).toISOString().slice(0, 10);
}

/** The first moment behind a day, as an ISO instant in UTC. */
export function endOfDay(day: string): string {
  const end = Date.parse(`${day}T00:00:00${OFFSET}`) + 86_400_000;
  return `${new Date(end).toISOString().slice(0, 19)}Z`;
}
