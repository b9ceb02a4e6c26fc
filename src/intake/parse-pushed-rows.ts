import { z } from 'zod';
import { JingweiError } from '../errors.ts';
import type { Cell, SourceRow } from './mapped.ts';

type JsonCell =
  | string
  | number
  | boolean
  | null
  | readonly JsonCell[]
  | { readonly [name: string]: JsonCell };

const JsonCellShape: z.ZodType<JsonCell> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(JsonCellShape),
    z.record(z.string(), JsonCellShape),
  ]),
);
const Row = z.record(z.string(), JsonCellShape);
const Corrections = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/**
 * Rows that an app pushes, as a reader of files would give them: numbers and booleans as text, nested values kept.
 * Throws BAD_INPUT for what is no object, and for whole numbers too large to be exact (they are sent as text).
 */
export function parsePushedRows(rows: readonly unknown[]): readonly SourceRow[] {
  return rows.map((row, index) => {
    const parsed = Row.safeParse(row);
    if (!parsed.success) throw bad(`Row ${index + 1} is not an object of columns`, 'rows');
    const cells = Object.entries(parsed.data).map(([column, value]) => [column, toCell(value, index + 1)]);
    return { line: index + 1, cells: Object.fromEntries(cells) };
  });
}

/** Corrected cells of one row by physical column name. Throws BAD_INPUT. */
export function parseCorrections(corrections: unknown): Readonly<Record<string, string | null>> {
  const parsed = Corrections.safeParse(corrections);
  if (!parsed.success)
    throw bad('corrections is not an object of columns with texts, numbers or nulls', 'corrections');
  return Object.fromEntries(
    Object.entries(parsed.data).map(([column, value]) => [column, value === null ? null : String(value)]),
  );
}

function toCell(value: JsonCell, row: number): Cell {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw bad(`Row ${row} has a number too large to be exact: send it as text`, 'rows');
    return String(value);
  }
  if (isList(value)) return value.map((item) => toCell(item, row));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toCell(item, row)]));
}

function isList(value: object): value is readonly JsonCell[] {
  return Array.isArray(value);
}

function bad(reason: string, argument: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason, argument });
}
