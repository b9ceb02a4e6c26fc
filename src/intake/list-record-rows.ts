import { type Access, mayShow, type ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots } from '../as-of.ts';
import type { Context } from '../context.ts';
import { listRawOfRecords } from '../generated/statements.ts';
import type { Classification } from './contract/contract.ts';
import type { SourceRow } from './mapped.ts';
import { RowReader } from './stored-rows.ts';

/** Cells by physical column name; null where they are withheld. */
export type RawCells = Readonly<Record<string, unknown>>;

/** The raw rows of a record, as far as they may be seen. */
export interface RowsOfRecord {
  readonly rows: readonly RawCells[];
  readonly inScope: boolean;
}

/** The raw cells that make each of some records, by physical column name. */
export async function listRowsOfRecords(
  context: ReadContext,
  asOf: AsOf,
  records: readonly string[],
): Promise<ReadonlyMap<string, RowsOfRecord>> {
  const stored = await context.graph.read(
    listRawOfRecords,
    { records, ...recordedParam(asOf), sight: context.access.decision.sight },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  const cells = await readTogether(context, stored);
  return new Map(
    stored.map(({ record, ...from }, index) => [
      record,
      {
        inScope: from.inScope,
        rows: (cells[index] ?? []).map((row) => showCells(context.access, from, row)),
      },
    ]),
  );
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

/** How protected a column is, by its physical or logical name; a cell without one is as protected as can be. */
export function classOfColumn({ catalogue }: Access, dataset: string, column: string): Classification {
  return catalogue.datasets.get(dataset)?.classes.columns.get(column) ?? 'sensitive';
}

/** The classes of a dataset's columns, and of what stands in raw rows beside them; of a row of which nothing is known the highest. */
export function classesOfRows(
  access: Access,
  dataset: string,
  rows: readonly RawCells[],
): ReadonlySet<Classification> {
  const classes = new Set(access.catalogue.datasets.get(dataset)?.classes.columns.values());
  for (const row of rows)
    for (const column of Object.keys(row)) classes.add(classOfColumn(access, dataset, column));
  return classes.size === 0 ? new Set(['sensitive']) : classes;
}

/** The cells of a raw row that may be seen; every other is null, whether it was empty or not. */
export function showCells(
  access: Access,
  from: { readonly dataset: string; readonly inScope: boolean },
  cells: SourceRow['cells'],
): RawCells {
  const { dataset, inScope } = from;
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [
      column,
      mayShow(access, dataset, classOfColumn(access, dataset, column), inScope) ? cell : null,
    ]),
  );
}
