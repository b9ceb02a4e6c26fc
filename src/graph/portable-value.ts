import neo4j, { type Integer } from 'neo4j-driver';

const { Date: Day, DateTime, Duration, LocalDateTime, LocalTime, Point, Time } = neo4j.types;

/** A stored value as JSON that gives exactly the same value back: what JSON has no word for stands in `{kind: …}`. */
export type PortableValue =
  | string
  | number
  | boolean
  | { readonly [kind: string]: string | PortableFields }
  | readonly PortableValue[];
type PortableFields = readonly (string | number)[];

/**
 * Writes a property as it comes from an {@link ExactGraph}: the driver's Integer (or a bigint) is an integer, a number
 * is a float.
 * Throws a TypeError for a type that this version does not know.
 */
export function toPortable(value: unknown): PortableValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return { int: value.toString() };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { float: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (Array.isArray(value)) return value.map(toPortable);
  if (value instanceof Int8Array || value instanceof Uint8Array) {
    return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  }
  return toPortableStructure(value);
}

function toPortableStructure(value: unknown): PortableValue {
  if (neo4j.isInt(value)) return { int: value.toString() };
  if (neo4j.isDateTime(value)) {
    const zone = [value.timeZoneOffsetSeconds ?? '', value.timeZoneId ?? ''];
    return { datetime: [...dateFields(value), ...timeFields(value), ...zone.map(field)] };
  }
  if (neo4j.isDate(value)) return { date: dateFields(value) };
  if (neo4j.isLocalDateTime(value)) return { localdatetime: [...dateFields(value), ...timeFields(value)] };
  if (neo4j.isTime(value)) return { time: [...timeFields(value), field(value.timeZoneOffsetSeconds)] };
  if (neo4j.isLocalTime(value)) return { localtime: timeFields(value) };
  if (neo4j.isDuration(value)) {
    return { duration: [value.months, value.days, value.seconds, value.nanoseconds].map(field) };
  }
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value;
    return { point: [field(srid), x, y, ...(z === undefined ? [] : [z])] };
  }
  throw new TypeError('The store holds a value of a type that cannot be copied');
}

type Field = string | number | bigint | Integer;

function field(value: Field): string | number {
  if (typeof value === 'object') return neo4j.integer.toNumber(value);
  return typeof value === 'string' ? value : Number(value);
}

function dateFields(value: { readonly year: Field; readonly month: Field; readonly day: Field }) {
  return [field(value.year), field(value.month), field(value.day)];
}

function timeFields(value: {
  readonly hour: Field;
  readonly minute: Field;
  readonly second: Field;
  readonly nanosecond: Field;
}) {
  return [field(value.hour), field(value.minute), field(value.second), field(value.nanosecond)];
}

/** Reads what {@link toPortable} wrote. Throws a TypeError for anything else. */
export function fromPortable(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(fromPortable);
  if (typeof value !== 'object' || value === null) throw new TypeError('A property is not written as one');
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) throw new TypeError('A property is not written as one');
  const [kind, content]: [string, unknown] = entry;
  if (typeof content === 'string') return fromText(kind, content);
  if (Array.isArray(content)) return fromFields(kind, content);
  throw new TypeError('A property is not written as one');
}

function fromText(kind: string, text: string): unknown {
  switch (kind) {
    case 'int':
      return neo4j.int(text);
    case 'float':
      return Number(text);
    case 'bytes':
      // The driver sends no other kind of array as bytes.
      return new Int8Array(Buffer.from(text, 'base64'));
  }
  throw new TypeError(`A property of the unknown kind ${kind}`);
}

function fromFields(kind: string, fields: readonly unknown[]): unknown {
  const at = (index: number): number => {
    const number = fields[index];
    if (typeof number !== 'number') throw new TypeError(`A property of the kind ${kind} lacks a number`);
    return number;
  };
  switch (kind) {
    case 'datetime': {
      const [offset, zone] = [fields[7] === '' ? undefined : at(7), fields[8]];
      const zoneId = typeof zone === 'string' && zone !== '' ? zone : undefined;
      return new DateTime(at(0), at(1), at(2), at(3), at(4), at(5), at(6), offset, zoneId);
    }
    case 'date':
      return new Day(at(0), at(1), at(2));
    case 'localdatetime':
      return new LocalDateTime(at(0), at(1), at(2), at(3), at(4), at(5), at(6));
    case 'time':
      return new Time(at(0), at(1), at(2), at(3), at(4));
    case 'localtime':
      return new LocalTime(at(0), at(1), at(2), at(3));
    case 'duration':
      return new Duration(at(0), at(1), at(2), at(3));
    case 'point':
      // Written in plain numbers: the driver wants the reference system as an integer.
      return new Point(BigInt(at(0)), at(1), at(2), ...(fields.length > 3 ? [at(3)] : []));
  }
  throw new TypeError(`A property of the unknown kind ${kind}`);
}
