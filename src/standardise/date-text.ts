import { ROC_EPOCH } from './calendar.ts';
import { findArabic, NUMERAL_RUN } from './chinese-numerals.ts';
import { cleanText } from './clean-text.ts';
import { type DateFields, findFields } from './date-fields.ts';
import { findTime, findZoneOffset } from './time-text.ts';
import type { StandardiseOptions } from './value.ts';

type Calendar = StandardiseOptions['calendar'];

const NUMERALS = new RegExp(`(?:${NUMERAL_RUN}|元)(?=[年月日号號时時点點分秒])`, 'g');
const WRITTEN =
  /^(中[华華]民[国國]|民[国國]|民|公元|西元)?(前)?(\d{1,4})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号號]?)?)?(.*)$/;
const SEPARATED =
  /^(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?|\/(\d{1,2})(?:\/(\d{1,2}))?|\.(\d{1,2})(?:\.(\d{1,2}))?)(?![\d\-/.])(.*)$/;
const COMPACT = /^(\d{4,8})(?!\d)(?:T?)(.*)$/;
/** A day and a time without anything between them. */
const JOINED = /^\d{10,14}$/;
const WESTERN_DAY = /^(?:19|20)/;
/** Digits in even number that lead with 0: a year of the Republic in four. */
const PADDED_DAY = /^0\d(?:\d\d)+$/;

/**
 * Reads a date or a date with time: ISO 8601, slashed, dotted, compact (`20250101T053300`), years of the Republic of
 * China, Chinese numerals. Undefined when the text is none of these or names a day that does not exist. Orders that
 * are ambiguous (`01/02/2025`, two-digit western years) are not guessed.
 */
export function findDate(original: string, calendar: Calendar): DateFields | undefined {
  const clean = cleanText(original);
  if (/^\d/.test(clean)) {
    const numeric = separated(clean, calendar) ?? compact(clean, calendar);
    if (numeric !== undefined) return numeric;
  }
  return written(clean, calendar);
}

function separated(clean: string, calendar: Calendar): DateFields | undefined {
  const match = SEPARATED.exec(clean);
  if (match === null) return undefined;
  const month = match[2] ?? match[4] ?? match[6];
  const day = match[3] ?? match[5] ?? match[7];
  return assemble(findYear(match[1] ?? '', calendar), month, day, match[8] ?? '');
}

function compact(clean: string, calendar: Calendar): DateFields | undefined {
  if (JOINED.test(clean)) {
    const day = dayLength(clean, calendar);
    const time = clean.slice(day);
    return time.length < 4 ? undefined : assembleCompact(clean.slice(0, day), calendar, time);
  }
  const match = COMPACT.exec(clean);
  return match === null ? undefined : assembleCompact(match[1] ?? '', calendar, match[2] ?? '');
}

/** How many of the digits of a day and a time are the day: a year of the Republic has three, with 0 or 1 in front, or two. */
function dayLength(digits: string, calendar: Calendar): number {
  if (calendar === 'gregorian' || digits.length === 14) return 8;
  if (digits.length >= 12 && (WESTERN_DAY.test(digits) || PADDED_DAY.test(digits))) return 8;
  return /^[01]/.test(digits) ? 7 : 6;
}

/** Eight digits are year, month, day; with ROC years six and seven digits are days, and five are months. */
function assembleCompact(digits: string, calendar: Calendar, rest: string): DateFields | undefined {
  const roc = calendar === 'roc';
  if (digits.length === 4 && rest !== '') return undefined;
  if (digits.length === 4) return assemble(findYear(digits, calendar), undefined, undefined, '');
  if (digits.length === 8 || (roc && digits.length >= 6)) {
    const year = findYear(digits.slice(0, -4), calendar);
    return assemble(year, digits.slice(-4, -2), digits.slice(-2), rest);
  }
  if (digits.length === 6 || (roc && digits.length === 5)) {
    return assemble(findYear(digits.slice(0, -2), calendar), digits.slice(-2), undefined, rest);
  }
  return undefined;
}

function written(clean: string, calendar: Calendar): DateFields | undefined {
  const tight = clean.replace(/(?<=[^\dA-Za-z:])\s+|\s+(?=[^\dA-Za-z:])/g, '');
  const arabic = tight.replace(NUMERALS, (numeral) => findArabic(numeral) ?? numeral);
  const match = WRITTEN.exec(arabic);
  if (match === null) {
    // A year of the Republic alone, as in `民國114` or, by the contract's calendar, `114`.
    const bare = /^(中[华華]民[国國]|民[国國])?(\d{2,3})$/.exec(arabic);
    if (bare === null || (bare[1] === undefined && calendar !== 'roc')) return undefined;
    return assemble(Number(bare[2]) + ROC_EPOCH, undefined, undefined, '');
  }
  const [era, before, digits] = [match[1], match[2], match[3] ?? ''];
  return assemble(writtenYear(era, before, digits, calendar), match[4], match[5], match[6] ?? '');
}

function writtenYear(
  era: string | undefined,
  before: string | undefined,
  digits: string,
  calendar: Calendar,
): number | undefined {
  if (era?.includes('民') === true) {
    const year = Number(digits);
    if (digits.length > 3 || year === 0) return undefined;
    // There is no year 0: the year before the first is 前1, 1911.
    return before === undefined ? year + ROC_EPOCH : ROC_EPOCH + 1 - year;
  }
  if (before !== undefined) return undefined;
  return findYear(digits, era === undefined ? calendar : 'gregorian');
}

/** Four digits are a western year unless they lead with 0; fewer are a year of the Republic, or nothing. */
function findYear(digits: string, calendar: Calendar): number | undefined {
  const short = digits.replace(/^0+/, '');
  if (calendar === 'roc' && short.length <= 3) return short === '' ? undefined : Number(short) + ROC_EPOCH;
  return digits.length === 4 ? Number(digits) : undefined;
}

function assemble(
  year: number | undefined,
  month: string | undefined,
  day: string | undefined,
  rest: string,
): DateFields | undefined {
  if (year === undefined) return undefined;
  const date = {
    year,
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
  const tail = rest.replace(/^(?:[T,]|\s)+/, '').trim();
  if (tail === '') return findFields(date, undefined, undefined);
  const zoned = findZoneOffset(tail);
  const time = findTime(zoned.rest);
  return time === undefined ? undefined : findFields(date, time, zoned.offset);
}
