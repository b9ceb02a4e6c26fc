import type { Context } from '../context.ts';
import { listRawRows, readLayouts } from '../generated/statements.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import { readRawRow } from './raw-row.ts';
import { isReadFault } from './readers/row-fault.ts';

const PAGE = 2_000n;

/** Reads raw rows back that the graph keeps, remembering the layouts that it has met. */
export class RowReader {
  readonly #layouts = new Map<string, readonly string[]>();
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async read(texts: readonly string[], layouts: readonly string[]): Promise<readonly SourceRow[]> {
    await this.#learn(layouts);
    return texts.map((text, index) => readRawRow(text, this.#layouts.get(layouts[index] ?? ''), index + 1));
  }

  async #learn(hashes: readonly string[]): Promise<void> {
    const unknown = [...new Set(hashes)].filter((hash) => hash !== '' && !this.#layouts.has(hash));
    if (unknown.length === 0) return;
    const rows = await this.#context.graph.read(readLayouts, { hashes: unknown });
    for (const { hash, columns } of rows) this.#layouts.set(hash, columns);
  }
}

/**
 * A row that waits in quarantine, as the reader of its file gave it: where that found the fault, the row has it still.
 * What the contract found is left to be judged anew.
 */
export function withReadFault(row: SourceRow, { rule, column, value, reason }: RowFault): SourceRow {
  const fault = { rule, column, value, reason };
  return isReadFault(fault) ? { ...row, fault } : row;
}

/** The raw rows of a dataset's current records. */
export async function* listStatedRows(
  context: Context,
  dataset: string,
): AsyncGenerator<readonly SourceRow[]> {
  const reader = new RowReader(context);
  for (let after = ''; ; ) {
    const page = await context.graph.read(listRawRows, { dataset, after, limit: PAGE });
    for (const { current, raw, layouts } of page) if (current) yield await reader.read(raw, layouts);
    const last = page.at(-1);
    if (last === undefined || page.length < Number(PAGE)) return;
    after = last.id;
  }
}
