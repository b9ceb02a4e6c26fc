import { cleanText } from './clean-text.ts';
import type { DateFields } from './date-fields.ts';
import { findDate } from './date-text.ts';
import { isPlaceholderDateText, isPlaceholderDay, localDay, startOf } from './instant.ts';
import { wallClockOf } from './time-zone.ts';
import type { StandardiseOptions, StandardValue } from './value.ts';

/**
 * A calendar date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, whatever the source's precision; `parts.precision` says which.
 * A time of day is left out. Impossible dates stay as they are and are flagged.
 */
export function standardiseDate(original: string, options: StandardiseOptions): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const fields = findDate(clean, options.calendar);
  if (fields === undefined) {
    const flag = isPlaceholderDateText(clean) ? 'placeholder' : 'invalid-format';
    return { value: clean, original, flags: [flag], search: [] };
  }
  const day = dayOf(fields, options.timeZone);
  const precision = fields.precision === 'year' || fields.precision === 'month' ? fields.precision : 'day';
  return {
    value: day.slice(0, { year: 4, month: 7, day: 10 }[precision]),
    original,
    flags: isPlaceholderDay(day) && precision === 'day' ? ['placeholder'] : [],
    parts: { precision },
    search: [],
  };
}

/** A text with its own offset may name a moment of another day in the contract's zone. */
function dayOf(fields: DateFields, timeZone: string): string {
  if (fields.offset === undefined) return localDay(fields);
  const wall = wallClockOf(startOf(fields, timeZone), timeZone);
  return new Date(wall).toISOString().slice(0, 10);
}
