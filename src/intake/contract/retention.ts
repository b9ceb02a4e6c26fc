import type { ServiceLevel } from './contract.ts';

/** How long a contract lets values be kept, and in words. */
export interface Retention {
  readonly text: string;
  /** The instant before which everything that ended has to go, in milliseconds since 1970. */
  limit(now: number): number;
}

const DAY = 86_400_000;
const MONTHS: Readonly<Record<string, number>> = {
  m: 1,
  mo: 1,
  month: 1,
  months: 1,
  y: 12,
  yr: 12,
  year: 12,
  years: 12,
};
const DAYS: Readonly<Record<string, number>> = { d: 1, day: 1, days: 1, w: 7, week: 7, weeks: 7 };
const MOST_DAYS = 366_000;

/**
 * Reads the service level `retention` (Open Data Contract Standard v3.1, slaProperties): a whole number of days, weeks,
 * months or years. null when the contract states none; a reason when what it states cannot be used.
 */
export function readRetention(
  levels: readonly ServiceLevel[],
): Retention | null | { readonly reason: string } {
  const [stated, another] = levels.filter(({ property }) => property === 'retention');
  if (stated === undefined) return null;
  if (another !== undefined) return { reason: 'retention is stated twice' };
  const count = typeof stated.value === 'string' ? Number(stated.value) : stated.value;
  const unit = stated.unit?.toLowerCase() ?? '';
  const months = MONTHS[unit];
  const days = DAYS[unit];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return { reason: 'retention must be a whole number from 1 on' };
  if (count * (months === undefined ? (days ?? 1) : months * 30) > MOST_DAYS)
    return { reason: 'retention is longer than a thousand years' };
  if (months !== undefined)
    return { text: `${count} ${unit}`, limit: (now) => monthsBefore(now, count * months) };
  if (days !== undefined) return { text: `${count} ${unit}`, limit: (now) => now - count * days * DAY };
  return { reason: 'the unit of retention must be d, w, m or y' };
}

/** The same day of an earlier month, or that month's last. */
function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
