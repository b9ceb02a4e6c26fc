import { JingweiError } from '../errors.ts';
import type { ContractObject } from './contract/contract.ts';
import type { Cell, SourceRow } from './mapped.ts';
import { DEFAULT_READ_LIMITS } from './readers/limits.ts';
import { LOOSE_CELL, UNREADABLE } from './readers/row-fault.ts';

/** What a workbook shows where a formula gave nothing (ECMA-376, 18.17.3). */
const WORKBOOK_ERROR = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)$/;

/** New cells of a row by physical column name. */
export type Corrections = Readonly<Record<string, string | null>>;

/**
 * A quarantined row with some of its cells corrected. One that its reader found faulty has to be mended whole: each
 * column that it lacks or that could not be read is given, as a value or null, and what stands under no column (`#4`,
 * `#text`) is given as null; that is then left out.
 * Throws BAD_INPUT for a column that there is not, and for what a correction of a faulty row has to give besides.
 */
export function mendRow(object: ContractObject, row: SourceRow, corrections: Corrections): SourceRow {
  const columns = new Set(object.columns.map(({ physicalName }) => physicalName));
  for (const column of Object.keys(corrections)) {
    if (!columns.has(column) && !(column in row.cells)) throw bad(`There is no column ${column}`);
  }
  const corrected = { line: row.line, cells: { ...row.cells, ...corrections } };
  if (row.fault === undefined) return corrected;
  const loose = Object.keys(row.cells).filter((name) => LOOSE_CELL.test(name) && !columns.has(name));
  const missing = listMissing(columns, row, corrections);
  const standing = loose.filter((name) => corrected.cells[name] !== null);
  if (missing.length > 0 || standing.length > 0) throw bad(describeLack(missing, standing));
  if (Object.keys(corrections).length === 0) throw bad('The row was not read whole: its correction is empty');
  const cells = Object.entries(corrected.cells).filter(([name]) => !loose.includes(name));
  return { line: row.line, cells: Object.fromEntries(cells) };
}

/** The columns of a faulty row that its correction does not give though their cells are missing or unreadable. */
function listMissing(
  columns: ReadonlySet<string>,
  { cells, fault }: SourceRow,
  corrections: Corrections,
): readonly string[] {
  const broken = fault?.column ?? null;
  // A fault of one cell leaves the row its columns; any other may have shifted or cut them.
  const absent = broken === null ? [...columns].filter((name) => !(name in cells)) : [broken];
  const unreadable = Object.entries(cells).flatMap(([name, cell]) =>
    !LOOSE_CELL.test(name) && isUnreadable(cell) ? [name] : [],
  );
  return [...new Set([...absent, ...unreadable])].filter((name) => !(name in corrections));
}

/** A row keeps one fault: whatever else was wrong with it shows in its cells alone. */
function isUnreadable(cell: Cell): boolean {
  if (
    typeof cell === 'string' &&
    (WORKBOOK_ERROR.test(cell) || cell.length >= DEFAULT_READ_LIMITS.maxCellChars)
  )
    return true;
  return JSON.stringify(cell).includes(UNREADABLE);
}

function describeLack(missing: readonly string[], standing: readonly string[]): string {
  const given = missing.length === 0 ? [] : [`${missing.join(', ')} (a value or null)`];
  const emptied = standing.length === 0 ? [] : [`null for ${standing.join(', ')} (under no column)`];
  return `The row was not read whole: its correction has to give ${[...given, ...emptied].join(', and ')}`;
}

function bad(reason: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason, argument: 'corrections' });
}
