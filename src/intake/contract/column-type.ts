import { isIPv4, isIPv6 } from 'node:net';
import { foldFullWidth } from '../../standardise/clean-text.ts';
import type { Cell } from '../mapped.ts';
import { cellText, nestedCell } from './cell-text.ts';
import type { ContractColumn, LogicalType, TypeOptions } from './contract.ts';
import { compileDateFormat, type DateReader, readIsoDate, readIsoTime } from './date-format.ts';
import { MAX_MATCHED } from './safe-pattern.ts';

/** What is wrong with a cell that is not blank; null: nothing. */
export type CellCheck = (cell: Cell) => Breach | null;
export interface Breach {
  readonly rule: 'type' | 'invalidValues';
  readonly reason: string;
}

/** What the check of a column needs from outside its contract line: spellings of dates when no format is declared. */
export interface DateOptions {
  readonly calendar: 'gregorian' | 'roc';
  /** Whether the text is some other spelling of a date or instant that can be read. */
  readonly isReadable: (text: string) => boolean;
}

/** Compiles a column's `logicalType` and `logicalTypeOptions` into one function over its cells. */
export function compileCellCheck(column: ContractColumn, dates: DateOptions): CellCheck {
  const { type, options } = column;
  switch (type) {
    case 'string':
      return checkString(options);
    case 'integer':
    case 'number':
      return checkNumber(type, options);
    case 'boolean':
      return (cell) => (BOOLEANS.has(cellText(cell).toLowerCase()) ? null : wrongType('true or false'));
    case 'date':
    case 'timestamp':
      return checkDate(type, options, dates);
    case 'time':
      return checkTime(options, dates);
    case 'array':
    case 'object':
      return checkNested(type, options);
  }
}

/** What makes the options of a column unusable, for whoever writes the contract. */
export function listTypeProblems(type: LogicalType, options: TypeOptions): readonly string[] {
  const isTemporal = type === 'date' || type === 'timestamp' || type === 'time';
  if (!isTemporal || options.format === undefined) return [];
  const reader = compileDateFormat(options.format, 'gregorian');
  if (typeof reader === 'string') return [reader];
  return (['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const).flatMap((name) => {
    const bound = options[name];
    if (bound === undefined || reader(String(bound)) !== null || readIsoDate(String(bound)) !== null)
      return [];
    return [`${name} ${bound} is neither in the format ${options.format} nor an ISO date`];
  });
}

// JSON readers hand booleans over as text; the rest is what registers write.
const BOOLEANS = new Set(['true', 'false', '1', '0', 'yes', 'no', 'y', 'n', 't', 'f', '是', '否']);

const wrongType = (expected: string): Breach => ({ rule: 'type', reason: `is not ${expected}` });
const invalid = (reason: string): Breach => ({ rule: 'invalidValues', reason });

const STRING_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  email: (text) => /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,63}$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  uri: (text) => URL.canParse(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
};

function checkString(options: TypeOptions): CellCheck {
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = options;
  const isFormat = options.format === undefined ? undefined : STRING_FORMATS[options.format];
  return (cell) => {
    if (typeof cell !== 'string') return wrongType('a plain text');
    const text = cell.trim();
    if (text.length < minLength) return invalid(`is shorter than ${minLength} characters`);
    if (text.length > maxLength) return invalid(`is longer than ${maxLength} characters`);
    if (pattern !== undefined && !pattern.test(text)) {
      if (text.length > MAX_MATCHED) return invalid(`is longer than ${MAX_MATCHED} characters`);
      return invalid(`does not match ${pattern.source}`);
    }
    if (isFormat !== undefined && !isFormat(text)) return invalid(`is not a valid ${options.format}`);
    return null;
  };
}

const INTEGER_BITS = /^([iu])(8|16|32|64|128)$/;

function checkNumber(type: 'integer' | 'number', options: TypeOptions): CellCheck {
  const spelling =
    type === 'integer'
      ? /^[+-]?\d{1,39}$/
      : /^[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?$/;
  const expected = type === 'integer' ? 'a whole number' : 'a number';
  const range = integerRange(options.format);
  const checkBounds = compileBounds(options, (bound) => Number(bound));
  const step = options.multipleOf;
  return (cell) => {
    const text = foldFullWidth(cellText(cell));
    if (!spelling.test(text)) return wrongType(expected);
    const value = Number(text);
    if (range !== null && (BigInt(text) < range.low || BigInt(text) > range.high)) {
      return wrongType(`within ${options.format}`);
    }
    if (step !== undefined && Math.abs(value / step - Math.round(value / step)) > 1e-9) {
      return invalid(`is not a multiple of ${step}`);
    }
    return checkBounds(value);
  };
}

function integerRange(format: string | undefined): { low: bigint; high: bigint } | null {
  const match = INTEGER_BITS.exec(format ?? '');
  if (match === null) return null;
  const bits = BigInt(match[2] ?? 32);
  return match[1] === 'u'
    ? { low: 0n, high: 2n ** bits - 1n }
    : { low: -(2n ** (bits - 1n)), high: 2n ** (bits - 1n) - 1n };
}

function checkDate(type: 'date' | 'timestamp', options: TypeOptions, dates: DateOptions): CellCheck {
  const reader = dateReader(options.format, dates);
  const checkBounds = compileBounds(options, (bound) => reader(String(bound)) ?? readIsoDate(String(bound)));
  const expected = options.format === undefined ? `a ${type}` : `a ${type} as ${options.format}`;
  return (cell) => {
    const text = cellText(cell);
    const value = reader(text);
    if (value !== null) return checkBounds(value);
    return options.format === undefined && dates.isReadable(text) ? null : wrongType(expected);
  };
}

function dateReader(format: string | undefined, dates: DateOptions): DateReader {
  if (format === undefined) return readIsoDate;
  const compiled = compileDateFormat(format, dates.calendar);
  if (typeof compiled === 'string') throw new Error(compiled);
  return compiled;
}

function checkTime(options: TypeOptions, dates: DateOptions): CellCheck {
  const formats = options.format === undefined ? ['HHmmss', 'HHmm'] : [options.format];
  const compiled = formats.map((format) => dateReader(format, dates));
  const readers = options.format === undefined ? [readIsoTime, ...compiled] : compiled;
  const read: DateReader = (text) => {
    for (const attempt of readers) {
      const value = attempt(text);
      if (value !== null) return value;
    }
    return null;
  };
  const checkBounds = compileBounds(options, (bound) => read(String(bound)));
  const expected = options.format === undefined ? 'a time of day' : `a time as ${options.format}`;
  return (cell) => {
    const value = read(cellText(cell));
    return value === null ? wrongType(expected) : checkBounds(value);
  };
}

function checkNested(type: 'array' | 'object', options: TypeOptions): CellCheck {
  const isArray = type === 'array';
  const low = (isArray ? options.minItems : options.minProperties) ?? 0;
  const high = (isArray ? options.maxItems : options.maxProperties) ?? Number.POSITIVE_INFINITY;
  return (cell) => {
    const value = nestedCell(cell);
    if (value === undefined || Array.isArray(value) !== isArray)
      return wrongType(isArray ? 'a list' : 'an object');
    const size = Object.keys(value).length;
    if (size < low) return invalid(`has fewer than ${low} entries`);
    if (size > high) return invalid(`has more than ${high} entries`);
    if (options.uniqueItems === true && Array.isArray(value)) {
      if (new Set(value.map((item) => JSON.stringify(item))).size < size) return invalid('repeats an entry');
    }
    return null;
  };
}

/** `minimum` and its three companions as one function over the readable value. */
function compileBounds(
  options: TypeOptions,
  read: (bound: number | string) => number | null,
): (value: number) => Breach | null {
  const bound = (text: number | string | undefined, open: number) =>
    text === undefined ? open : (read(text) ?? open);
  const minimum = bound(options.minimum, Number.NEGATIVE_INFINITY);
  const maximum = bound(options.maximum, Number.POSITIVE_INFINITY);
  const above = bound(options.exclusiveMinimum, Number.NEGATIVE_INFINITY);
  const below = bound(options.exclusiveMaximum, Number.POSITIVE_INFINITY);
  return (value) => {
    if (value < minimum) return invalid(`is less than ${options.minimum}`);
    if (value > maximum) return invalid(`is more than ${options.maximum}`);
    if (value <= above) return invalid(`is not more than ${options.exclusiveMinimum}`);
    if (value >= below) return invalid(`is not less than ${options.exclusiveMaximum}`);
    return null;
  };
}
