import type { During } from '../as-of.ts';
import { JingweiError } from '../errors.ts';

/** What a caller gave that cannot be asked. */
export function bad(reason: string, argument: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason, argument });
}

/** Throws BAD_INPUT unless a number is whole and from 1 to `most`. */
export function checkWhole(argument: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw bad(`${argument} is not from 1 to ${most}`, argument);
}

/** Throws BAD_INPUT when a period ends before it begins or at once. */
export function checkPeriod(during: During | null | undefined): During | null {
  if (during == null) return null;
  const { from, to } = during;
  if (from != null && to != null && Date.parse(from) >= Date.parse(to))
    throw bad('during ends before it has begun', 'during');
  return during;
}

/** Throws BAD_INPUT unless it names a time zone. */
export function checkZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (error) {
    if (error instanceof RangeError) throw bad(`${zone} is no time zone such as Asia/Shanghai`, 'timeZone');
    throw error;
  }
  return zone;
}
