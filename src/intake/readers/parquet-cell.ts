import { isUtf8 } from 'node:buffer';
import type { SchemaElement, SchemaTree } from 'hyparquet';
import { isListLike, isMapLike } from 'hyparquet/src/schema.js';
import type { Cell } from '../mapped.ts';
import { spellWhole } from './spell-whole.ts';

/** Turns a value of one Parquet column, as stored, into a cell. */
export type ToCell = (value: unknown) => Cell;

type Meaning =
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' | 'timestamp'; readonly unitsPerSecond: bigint; readonly utc: boolean }
  | { readonly kind: 'bytes' };

const UNITS = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

/** What a column means beyond its stored type, where the decoder's own conversion would lose digits or the zone. */
function meaningOf(element: SchemaElement): Meaning | null {
  const logical = element.logical_type;
  switch (logical?.type) {
    case 'DECIMAL':
      return { kind: 'decimal', scale: logical.scale };
    case 'DATE':
      return { kind: 'date' };
    case 'TIME':
      return { kind: 'time', unitsPerSecond: UNITS[logical.unit], utc: false };
    case 'TIMESTAMP':
      return { kind: 'timestamp', unitsPerSecond: UNITS[logical.unit], utc: logical.isAdjustedToUTC };
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return { kind: 'bytes' };
  }
  switch (element.converted_type) {
    case 'DECIMAL':
      return { kind: 'decimal', scale: element.scale ?? 0 };
    case 'DATE':
      return { kind: 'date' };
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return { kind: 'time', unitsPerSecond: unitOf(element.converted_type), utc: false };
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return { kind: 'timestamp', unitsPerSecond: unitOf(element.converted_type), utc: true };
    case 'BSON':
    case 'INTERVAL':
      return { kind: 'bytes' };
    default:
      return null;
  }
}

function unitOf(convertedType: string): bigint {
  return convertedType.endsWith('MILLIS') ? UNITS.MILLIS : UNITS.MICROS;
}

/** The same element without the meaning that {@link buildToCell} applies itself, so that it is decoded as stored. */
export function asStored(element: SchemaElement): SchemaElement {
  if (meaningOf(element) === null) return element;
  const { converted_type: _converted, logical_type: _logical, ...stored } = element;
  return stored;
}

/** Builds the conversion of a column from its schema (Apache Parquet format, LogicalTypes). */
export function buildToCell(node: SchemaTree): ToCell {
  if (isListLike(node)) {
    const repeated = node.children[0];
    const item = repeated?.children.length === 1 ? repeated.children[0] : repeated;
    return item === undefined ? textOf : listOf(buildToCell(item));
  }
  if (isMapLike(node)) {
    const value = node.children[0]?.children[1];
    return value === undefined ? textOf : recordOf(() => buildToCell(value));
  }
  const own = node.children.length === 0 ? leafOf(node.element) : structOf(node);
  return node.element.repetition_type === 'REPEATED' ? listOf(own) : own;
}

function structOf(node: SchemaTree): ToCell {
  const children = new Map(node.children.map((child) => [child.element.name, buildToCell(child)]));
  return recordOf((name) => children.get(name) ?? textOf);
}

function recordOf(childOf: (name: string) => ToCell): ToCell {
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object') return textOf(value);
    const entries = Object.entries(value).map(([name, child]): [string, Cell] => [
      name,
      childOf(name)(child),
    ]);
    return Object.fromEntries(entries);
  };
}

function listOf(item: ToCell): ToCell {
  return (value) => (Array.isArray(value) ? value.map(item) : item(value));
}

function leafOf(element: SchemaElement): ToCell {
  const meaning = meaningOf(element);
  if (meaning === null) return element.type === 'FLOAT' ? floatOf : textOf;
  return (value) => (value === null || value === undefined ? null : meant(value, meaning));
}

function meant(value: unknown, meaning: Meaning): Cell {
  if (meaning.kind === 'bytes')
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : textOf(value);
  const whole = wholeOf(value);
  if (whole === null) return textOf(value);
  switch (meaning.kind) {
    case 'decimal':
      return decimalText(whole, meaning.scale);
    case 'date':
      return timestampText(whole * 86_400n, 1n, false).slice(0, -9);
    case 'time':
      return timestampText(whole, meaning.unitsPerSecond, false).slice(11);
    case 'timestamp':
      return timestampText(whole, meaning.unitsPerSecond, meaning.utc);
  }
}

/** A stored integer; bytes are one in big-endian two's complement. */
function wholeOf(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : null;
  if (!(value instanceof Uint8Array) || value.length === 0) return null;
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

/** 12345 with scale 2 → `123.45`; a scale below zero does not occur in Parquet. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** ISO text to the second, with as many digits of its fraction as are not zero; outside the years 0-9999 the bare number. */
export function timestampText(value: bigint, unitsPerSecond: bigint, utc: boolean): string {
  const fraction = ((value % unitsPerSecond) + unitsPerSecond) % unitsPerSecond;
  const date = new Date(Number((value - fraction) / unitsPerSecond) * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return value.toString();
  const width = unitsPerSecond.toString().length - 1;
  const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(width, '0').replace(/0+$/, '')}`;
  return `${date.toISOString().slice(0, 19)}${digits}${utc ? 'Z' : ''}`;
}

function floatOf(value: unknown): Cell {
  if (typeof value !== 'number') return textOf(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return spellWhole(String(short));
  }
  return spellWhole(String(value));
}

function textOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return spellWhole(String(value));
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return null;
      if (!(value instanceof Uint8Array)) return JSON.stringify(value);
      return isUtf8(value) ? Buffer.from(value).toString('utf8') : Buffer.from(value).toString('hex');
  }
}
