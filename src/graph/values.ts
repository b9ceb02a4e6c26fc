import neo4j from 'neo4j-driver';
import { FAR_FUTURE } from '../standardise/value.ts';

export type DateTime = InstanceType<typeof neo4j.types.DateTime>;
export type Point = InstanceType<typeof neo4j.types.Point>;

/** A value that a node or relationship may carry. `bigint` is stored as an integer, `number` as a float. */
export type Property =
  | string
  | number
  | bigint
  | boolean
  | DateTime
  | Point
  | Int8Array
  | readonly string[]
  | readonly bigint[]
  | null;
export type Properties = Readonly<Record<string, Property>>;

const WGS84_2D = 4326n;
const MAX_CACHED = 50_000;
const dateTimes = new Map<string, DateTime>();

/** A UTC instant in ISO form as Neo4j's native value. Repeated instants share one object. Throws on anything else. */
export function toDateTime(iso: string): DateTime {
  const known = dateTimes.get(iso);
  if (known !== undefined) return known;
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/.exec(iso);
  if (match === null) throw new RangeError(`Not a UTC instant: ${iso}`);
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const value = new neo4j.types.DateTime(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(9, '0')),
    0,
  );
  if (dateTimes.size >= MAX_CACHED) dateTimes.clear();
  dateTimes.set(iso, value);
  return value;
}

/** The ISO form in UTC of a native instant, milliseconds only where there are any. Everything stored is in UTC. */
export function fromDateTime(value: DateTime): string {
  const date = `${pad(value.year, 4)}-${pad(value.month, 2)}-${pad(value.day, 2)}`;
  const time = `${pad(value.hour, 2)}:${pad(value.minute, 2)}:${pad(value.second, 2)}`;
  const milliseconds = Math.floor(Number(value.nanosecond) / 1e6);
  return `${date}T${time}${milliseconds === 0 ? '' : `.${pad(milliseconds, 3)}`}Z`;
}

function pad(field: { toString(): string }, width: number): string {
  return field.toString().padStart(width, '0');
}

/** The open end of a period. */
export const OPEN_END = toDateTime(FAR_FUTURE);

/** A WGS-84 point, degrees. */
export function toPoint(longitude: number, latitude: number): Point {
  return new neo4j.types.Point(WGS84_2D, longitude, latitude);
}
