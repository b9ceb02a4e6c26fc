import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import type { Context } from '../context.ts';
import { listRawOfRecords } from '../generated/statements.ts';
import type { SourceRow } from './mapped.ts';
import { RowReader } from './stored-rows.ts';

/** The raw cells that make each of some records, by physical column name. */
export async function listRowsOfRecords(
  context: Context,
  asOf: AsOf,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly SourceRow['cells'][]>> {
  const stored = await context.graph.read(
    listRawOfRecords,
    { records, ...recordedParam(asOf) },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  const cells = await readTogether(context, stored);
  return new Map(stored.map(({ record }, index) => [record, cells[index] ?? []]));
}

interface RawRows {
  readonly raw: readonly string[];
  readonly layouts: readonly string[];
}

/** The cells of several sets of raw rows, with one look-up of their layouts for all. */
export async function readTogether(
  context: Context,
  stored: readonly RawRows[],
): Promise<readonly (readonly SourceRow['cells'][])[]> {
  const reader = new RowReader(context);
  const rows = await reader.read(
    stored.flatMap(({ raw }) => raw),
    stored.flatMap(({ layouts }) => layouts),
  );
  let start = 0;
  return stored.map(({ raw }) => {
    const own = rows.slice(start, start + raw.length).map(({ cells }) => cells);
    start += raw.length;
    return own;
  });
}
