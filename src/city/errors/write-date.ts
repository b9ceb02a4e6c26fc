import { type DateStyle, formatDay, swapDayAndMonth } from '../world/days.ts';
import type { ErrorDraw } from './error-draw.ts';

/** How a day is written; every date that comes out exists, so it breaks no contract. */
export function writeDate(day: number, style: DateStyle, errors: ErrorDraw): string {
  if (errors.hits('dateMissing')) return '';
  const swapped = swapDayAndMonth(day);
  if (swapped !== undefined && errors.hits('dateSwapped'))
    return errors.mistake('birthDate', formatDay(day, style), formatDay(swapped, style));
  // A slip of one year, one month or ten days is what a mistyped digit leaves behind when the date stays possible.
  if (errors.hits('dateTypo')) {
    const step = errors.rng.below(3);
    const slipped = formatDay(step === 0 ? day - 366 : step === 1 ? day - 31 : day - 10, style);
    return errors.mistake('birthDate', formatDay(day, style), slipped);
  }
  return formatDay(day, style);
}
