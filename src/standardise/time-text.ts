import type { TimeFields } from './date-fields.ts';

const ZONE = /\s*(?:(Z)|(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?|(UTC|GMT))$/i;
const CLOCK =
  /^(上午|下午|凌晨|早上|中午|晚上|[AP]\.?M\.?)?\s*(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*([AP]\.?M\.?)?$/i;
const WRITTEN_CLOCK =
  /^(上午|下午|凌晨|早上|中午|晚上)?(\d{1,2})[时時点點](?:(整|半)|(\d{1,2})分?(?:(\d{1,2})秒)?)?$/;
const COMPACT_CLOCK = /^(\d{1,2})(\d{2})(\d{2})(?:\.\d+)?$|^(\d{2})(\d{2})$/;
const AFTER_NOON = /^(?:下午|晚上|中午|p)/i;
const HALF_DAY = /^(?:[下上]午|凌晨|早上|中午|晚上|[ap])/i;

/**
 * A time of day: `05:33:00`, `053300`, `53300` (a lost zero), `下午 3:04`, `5時33分`. Fractions of a second are cut off,
 * so that instants compare as text. Undefined when it is no time; hours are checked with the date.
 */
export function findTime(text: string): TimeFields | undefined {
  const compact = COMPACT_CLOCK.exec(text);
  if (compact !== null) {
    return clock(compact[1] ?? compact[4], compact[2] ?? compact[5], compact[3], undefined);
  }
  const match = CLOCK.exec(text);
  if (match !== null) return clock(match[2], match[3], match[4], match[1] ?? match[5]);
  const written = WRITTEN_CLOCK.exec(text);
  if (written === null) return undefined;
  const minute = written[3] === '半' ? '30' : written[3] === '整' ? '0' : written[4];
  return clock(written[2], minute, written[5], written[1]);
}

function clock(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
): TimeFields | undefined {
  const precision = second !== undefined ? 'second' : minute !== undefined ? 'minute' : 'hour';
  const hours = onDay(Number(hour), half);
  if (hours === undefined) return undefined;
  return { hour: hours, minute: Number(minute ?? 0), second: Number(second ?? 0), precision };
}

/** Hours 1 to 12 of a half day as hours of the day; later hours must not contradict it (`下午 15:00` is 15:00). */
function onDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined || !HALF_DAY.test(half)) return hour;
  const afterNoon = AFTER_NOON.test(half);
  if (hour > 12) return afterNoon ? hour : undefined;
  if (/^中午/.test(half)) return hour >= 11 ? hour : hour + 12;
  if (/^晚上/.test(half) && hour === 12) return undefined;
  return (hour % 12) + (afterNoon ? 12 : 0);
}

/** The offset that a text ends with, in minutes east of UTC, and the text before it. */
export function findZoneOffset(text: string): { readonly rest: string; readonly offset?: number } {
  const match = ZONE.exec(text);
  if (match === null) return { rest: text };
  const rest = text.slice(0, match.index);
  if (match[2] === undefined) return { rest, offset: 0 };
  const minutes = Number(match[3]) * 60 + Number(match[4] ?? 0);
  return { rest, offset: match[2] === '-' ? -minutes : minutes };
}
