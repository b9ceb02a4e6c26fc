/** Reads a text by a format: a number that sorts as the time does (year … millisecond as digits), or null. */
export type DateReader = (text: string) => number | null;

type Field = 'y' | 'M' | 'd' | 'H' | 'm' | 's' | 'S' | 'X';
const FIELDS = 'yuMdHmsSXZ';

/**
 * Compiles a JDK DateTimeFormatter pattern, as the standard asks for in `logicalTypeOptions.format`. Known letters:
 * y or u, M, d, H, m, s, S, X or Z, and quoted text. `calendar: roc` only decides which years are leap years.
 * @returns the reason when the pattern uses something else.
 */
export function compileDateFormat(format: string, calendar: 'gregorian' | 'roc'): DateReader | string {
  const fields: Field[] = [];
  let source = '';
  for (const [token] of format.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const letter = token.charAt(0);
    if (letter === "'")
      source += escapeRegex(token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'"));
    else if (!/[A-Za-z]/.test(letter)) source += escapeRegex(token);
    else if (!FIELDS.includes(letter)) return `the format letter ${letter} is not known (y M d H m s S X)`;
    else {
      fields.push(toField(letter));
      source += fieldSource(letter, token.length);
    }
  }
  const pattern = new RegExp(`^${source}$`, 'u');
  const leapOffset = calendar === 'roc' ? 1911 : 0;
  return (text) => {
    if (text.length > 64) return null;
    const match = pattern.exec(text);
    return match === null ? null : assemble(match, fields, leapOffset);
  };
}

/** ISO 8601 and its slashed form, for columns without a format; the time may follow after a T or a blank. */
export const readIsoDate: DateReader = (text) => {
  const match = ISO.exec(text);
  return match === null ? null : assemble(match, ISO_FIELDS, 0);
};
const ISO =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const ISO_FIELDS: readonly Field[] = ['y', 'M', 'd', 'H', 'm', 's', 'S', 'X'];

/** A time of day with or without seconds and their fraction, for columns without a format. */
export const readIsoTime: DateReader = (text) => {
  const match = ISO_TIME.exec(text);
  return match === null ? null : assemble(match, ISO_TIME_FIELDS, 0);
};
const ISO_TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/;
const ISO_TIME_FIELDS: readonly Field[] = ['H', 'm', 's', 'S'];

function toField(letter: string): Field {
  if (letter === 'u') return 'y';
  if (letter === 'Z') return 'X';
  for (const field of ISO_FIELDS) if (field === letter) return field;
  throw new Error(`no field for ${letter}`);
}

function fieldSource(letter: string, length: number): string {
  if (letter === 'y' || letter === 'u') {
    return length >= 4 ? '(\\d{4})' : length === 3 ? '(\\d{3})' : length === 2 ? '(\\d{2})' : '(\\d{1,4})';
  }
  if (letter === 'X' || letter === 'Z') return '(Z|[+-]\\d{2}(?::?\\d{2})?)';
  if (letter === 'S') return `(\\d{${length}})`;
  return length >= 2 ? '(\\d{2})' : '(\\d{1,2})';
}

function assemble(match: RegExpExecArray, fields: readonly Field[], leapOffset: number): number | null {
  let [year, month, day, hour, minute, second, millisecond] = [0, 1, 1, 0, 0, 0, 0];
  for (let index = 0; index < fields.length; index += 1) {
    const text = match[index + 1];
    if (text === undefined) continue;
    const value = Number(text);
    switch (fields[index]) {
      case 'y':
        year = value;
        break;
      case 'M':
        month = value;
        break;
      case 'd':
        day = value;
        break;
      case 'H':
        hour = value;
        break;
      case 'm':
        minute = value;
        break;
      case 's':
        second = value;
        break;
      case 'S':
        millisecond = Math.floor(Number(`0.${text}`) * 1000);
        break;
      default: // the zone does not move the order of one column's values
    }
  }
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year + leapOffset, month)) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  return (
    (((((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute) * 100 + second) * 1000 + millisecond
  );
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
