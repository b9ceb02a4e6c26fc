import { spellWhole } from './spell-whole.ts';

const DAY_MILLISECONDS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31, the last day that a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;
/** The day 1900-02-29, which spreadsheets count although it never was. */
const FALSE_LEAP_DAY = 60;

/** Built-in number formats that show dates or times (ECMA-376 part 1, 18.8.30, with its East Asian ones). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
}

/** Whether a number format, by its id and (if not built in) its code, shows a point in time; durations do not. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[[hms]+\]/i.test(bare)) return false;
  const first = (bare.split(';')[0] ?? '').replace(/\[[^\]]*\]/g, '');
  return /[ymdhs]/i.test(first) && !/general/i.test(first);
}

/**
 * A spreadsheet's serial day as ISO text without zone: `2024-03-01`, `2024-03-01T08:30:00`, or `08:30:00` when it
 * has no day. null: no date that a spreadsheet could show.
 */
export function serialToIso(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null;
  if (!from1904 && Math.floor(serial) === FALSE_LEAP_DAY) return null;
  const milliseconds = Math.round(serial * DAY_MILLISECONDS);
  const early = !from1904 && serial >= 1 && serial < FALSE_LEAP_DAY ? DAY_MILLISECONDS : 0;
  const iso = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + milliseconds + early).toISOString();
  const time = iso.slice(11, iso.endsWith('.000Z') ? 19 : 23);
  if (milliseconds < DAY_MILLISECONDS && !from1904) return time;
  return milliseconds % DAY_MILLISECONDS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}

/** A stored number as a spreadsheet shows it: whole numbers digit by digit, others with their 15 true digits. */
export function numberText(stored: string): string {
  if (/^-?\d+$/.test(stored)) return stored;
  const value = Number(stored);
  return Number.isFinite(value) && stored.trim() !== ''
    ? spellWhole(String(Number(value.toPrecision(15))))
    : stored;
}
