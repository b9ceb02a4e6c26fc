import { BoundedCache } from '../../standardise/bounded-cache.ts';
import { standardiseMoment, standardisePeriod } from '../../standardise/period.ts';
import { standardisePoint } from '../../standardise/point.ts';
import type { Period, StandardiseOptions, StandardPoint } from '../../standardise/value.ts';
import type { Contract } from '../contract/contract.ts';
import type { Cell, RowFault, SourceRow } from '../mapped.ts';
import { compileValue } from './compile-value.ts';
import type { LocationMapping, PeriodMapping } from './mapping.ts';

/** What compiling needs to know of the dataset. */
export interface CompileContext {
  readonly contract: Contract;
  readonly options: StandardiseOptions;
  /** Periods by their texts: the same days come again and again, in one row as in many. */
  readonly periods: BoundedCache<KnownPeriod>;
  /** The last point: a record and its place nearly always share one. */
  readonly points: {
    longitude: string;
    latitude: string;
    last: { readonly point: StandardPoint | null } | null;
  };
}

/** `reversed`: both ends can be read, but the end lies before the start. */
interface KnownPeriod {
  readonly period: Period | null;
  readonly reversed: boolean;
}

export type ReadPeriod = (row: SourceRow, item: Cell, faults: RowFault[]) => Period | null;
export type ReadPoint = (row: SourceRow, item: Cell) => StandardPoint | null;

export function createContext(contract: Contract): CompileContext {
  const { timeZone, calendar, region } = contract;
  return {
    contract,
    options: { timeZone, calendar, region },
    periods: new BoundedCache(4_000),
    points: { longitude: '', latitude: '', last: null },
  };
}

/** A period of the mapping as a function; blank texts give none, one that ends before it starts is a fault. */
export function compilePeriod(
  mapping: PeriodMapping | null,
  context: CompileContext,
  itemColumn: string | null,
): ReadPeriod | null {
  if (mapping === null) return null;
  const { object } = context.contract;
  if (mapping.is === 'moment') {
    const at = compileValue(mapping.at, object, itemColumn).read;
    return (row, item) => {
      const text = at(row, item);
      return text === '' ? null : readMoment(text, context);
    };
  }
  const from = mapping.from === null ? null : compileValue(mapping.from, object, itemColumn);
  const to = mapping.to === null ? null : compileValue(mapping.to, object, itemColumn);
  const [column = null, ...further] = new Set([...(from?.columns ?? []), ...(to?.columns ?? [])]);
  return (row, item, faults) => {
    const start = from?.read(row, item) ?? '';
    const end = to?.read(row, item) ?? '';
    if (start === '' && end === '') return null;
    const { period, reversed } = readSpan(start, end, context);
    if (reversed) {
      const reason = `the period ends (${end}) before it starts (${start})`;
      faults.push({ rule: 'period', column, further, value: `${start} … ${end}`, reason });
    }
    return period;
  };
}

function readMoment(text: string, { options, periods }: CompileContext): Period | null {
  const known = periods.find(text);
  if (known !== undefined) return known.period;
  const period = standardiseMoment(text, options);
  periods.keep(text, { period, reversed: false });
  return period;
}

function readSpan(start: string, end: string, { options, periods }: CompileContext): KnownPeriod {
  const key = `${start}\n${end}`;
  const known = periods.find(key);
  if (known !== undefined) return known;
  const period = standardisePeriod(start === '' ? null : start, end === '' ? null : end, options);
  const reversed =
    period === null &&
    standardisePeriod(start, null, options) !== null &&
    standardisePeriod(null, end, options) !== null;
  const read = { period, reversed };
  periods.keep(key, read);
  return read;
}

export function compileLocation(
  mapping: LocationMapping | null,
  context: CompileContext,
  itemColumn: string | null,
): ReadPoint | null {
  const { coordinateSystem, object } = context.contract;
  if (mapping === null || coordinateSystem === null) return null;
  const longitude = compileValue(mapping.longitude, object, itemColumn).read;
  const latitude = compileValue(mapping.latitude, object, itemColumn).read;
  const { points } = context;
  return (row, item) => {
    const [x, y] = [longitude(row, item), latitude(row, item)];
    if (points.last === null || points.longitude !== x || points.latitude !== y) {
      points.longitude = x;
      points.latitude = y;
      points.last = { point: standardisePoint(x, y, coordinateSystem) };
    }
    return points.last.point;
  };
}

/** Of the points that several rows give, the first without a flag, or else the first. */
export function betterPoint(known: StandardPoint | null, next: StandardPoint | null): StandardPoint | null {
  if (known === null) return next;
  return known.flags.length > 0 && next !== null && next.flags.length === 0 ? next : known;
}
