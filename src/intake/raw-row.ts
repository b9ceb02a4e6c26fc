import { z } from 'zod';
import { digest } from '../ids.ts';
import type { Cell, SourceRow } from './mapped.ts';

/** In which order the cells of a raw row stand; kept once, since every row of a file shares it. */
export interface RowLayout {
  readonly hash: string;
  readonly columns: readonly string[];
}

/** A raw row as it is kept: the cells as JSON, in the order of a layout, or by name where layouts vary too much. */
export interface RawRow {
  readonly text: string;
  /** Hash of the layout, or '' for cells by name. */
  readonly layout: string;
}

const MOST_LAYOUTS = 64;
const BY_NAME = '';

/** Writes raw rows, remembering each layout that it meets. */
export class RowWriter {
  readonly #layouts = new Map<string, RowLayout>();
  #lastColumns: readonly string[] = [];
  #lastLayout = BY_NAME;

  write(row: SourceRow): RawRow {
    const columns = Object.keys(row.cells);
    const layout = sameColumns(columns, this.#lastColumns) ? this.#lastLayout : this.#remember(columns);
    if (layout === BY_NAME) return { text: JSON.stringify(row.cells), layout };
    return { text: JSON.stringify(Object.values(row.cells)), layout };
  }

  /** Every layout used so far. */
  get layouts(): readonly RowLayout[] {
    return [...this.#layouts.values()];
  }

  #remember(columns: readonly string[]): string {
    const hash = digest(...columns);
    if (!this.#layouts.has(hash)) {
      if (this.#layouts.size >= MOST_LAYOUTS) return BY_NAME;
      this.#layouts.set(hash, { hash, columns });
    }
    this.#lastColumns = columns;
    this.#lastLayout = hash;
    return hash;
  }
}

const CellShape: z.ZodType<Cell> = z.lazy(() =>
  z.union([z.string(), z.null(), z.array(CellShape), z.record(z.string(), CellShape)]),
);
export const CellsByName = z.record(z.string(), CellShape);
const CellsInOrder = z.array(CellShape);

/** Reads a kept raw row back. `columns` is its layout's, or undefined for cells by name. */
export function readRawRow(text: string, columns: readonly string[] | undefined, line: number): SourceRow {
  const parsed: unknown = JSON.parse(text);
  if (columns === undefined) return { line, cells: CellsByName.parse(parsed) };
  const values = CellsInOrder.parse(parsed);
  return { line, cells: Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])) };
}

function sameColumns(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length || left.length === 0) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
