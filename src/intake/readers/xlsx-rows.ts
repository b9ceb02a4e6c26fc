import { basename } from 'node:path';
import { JingweiError } from '../../errors.ts';
import type { Cell, RowFault, SourceRow } from '../mapped.ts';
import { checkHeader } from './header.ts';
import { inflateBudget } from './inflate.ts';
import type { ReadLimits } from './limits.ts';
import { openRandomAccess } from './random-access.ts';
import type { FileFormat } from './read-rows.ts';
import { RowBatch } from './row-batch.ts';
import { checkCells, shorten } from './row-fault.ts';
import type { XlsxCell, XlsxRow } from './xlsx-sheet.ts';
import { XlsxSheet } from './xlsx-sheet.ts';
import type { XlsxSource } from './xlsx-workbook.ts';
import { openWorkbook } from './xlsx-workbook.ts';
import { XmlError, xmlEvents } from './xml-events.ts';
import { notXlsx, readZipEntry } from './zip-archive.ts';

type XlsxFormat = Pick<FileFormat, 'sheet' | 'columns' | 'refuseFormulas'>;

/**
 * Rows of one sheet of an XLSX workbook. The first row that holds anything is the header; rows without any cell are
 * skipped; a cell without a value is null. A row with a value beyond the header, with a formula that has no stored
 * result, or with an error such as `#REF!`, has a fault.
 * @throws JingweiError FILE_FORMAT, LIMIT_EXCEEDED
 */
export async function* xlsxRows(
  path: string,
  format: XlsxFormat,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const file = basename(path);
  const access = await openRandomAccess(path, limits);
  const budget = inflateBudget(file, limits.maxInflatedBytes);
  try {
    yield* sheetRows({ access, file, budget, limits }, format);
  } catch (error) {
    throw asXlsxError(file, error);
  } finally {
    await access.close();
  }
}

async function* sheetRows(
  source: XlsxSource,
  { sheet: sheetName, columns = [], refuseFormulas = false }: XlsxFormat,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const { access, file, budget, limits } = source;
  const workbook = await openWorkbook(source, sheetName);
  const batch = new RowBatch();
  let header: readonly string[] | null = null;
  const sheet = new XlsxSheet({ ...workbook, refuseFormulas }, limits, (number, row, chars) => {
    if (header === null) header = readHeader(row, { name: file, format: 'xlsx', columns }, limits);
    else batch.add(toSourceRow(number, row, header, limits), chars);
  });
  const bytes = readZipEntry(access, workbook.sheet, file, budget);
  for await (const _ of xmlEvents(bytes, sheet, limits.maxRowBytes)) yield* batch.take();
  if (header === null) throw notXlsx(file, 'the sheet is empty, so it has no header');
  yield* batch.take(true);
}

function readHeader(
  row: XlsxRow,
  file: Parameters<typeof checkHeader>[1],
  limits: ReadLimits,
): readonly string[] {
  const width = Math.max(...row.keys()) + 1;
  const names = Array.from({ length: width }, (_, column) => row.get(column)?.text ?? '');
  return checkHeader(names, file, limits);
}

function toSourceRow(line: number, row: XlsxRow, header: readonly string[], limits: ReadLimits): SourceRow {
  const cells: Record<string, Cell> = {};
  for (const name of header) cells[name] = null;
  let fault: RowFault | null = null;
  let chars = 0;
  for (const [column, cell] of row) {
    const name = header[column] ?? `#${column + 1}`;
    cells[name] = cell.text;
    chars += cell.text.length;
    fault ??= cellFault(cell, name, column >= header.length);
  }
  if (chars > limits.maxCellChars) fault ??= checkCells(cells, false, limits);
  return fault === null ? { line, cells } : { line, cells, fault };
}

function cellFault(cell: XlsxCell, name: string, beyond: boolean): RowFault | null {
  if (beyond) {
    const reason = 'the row has a value beyond the columns of the header';
    return { rule: 'columns', column: null, value: shorten(cell.text), reason };
  }
  if (cell.fault === undefined) return null;
  return { ...cell.fault, column: name, value: cell.fault.value === null ? null : shorten(cell.fault.value) };
}

/** Errors of broken ZIP or XML data become coded ones; those of the file system and of ours stay. */
function asXlsxError(file: string, error: unknown): unknown {
  if (error instanceof JingweiError) return error;
  if (error instanceof XmlError || error instanceof RangeError) return notXlsx(file, 'it is damaged', error);
  const zlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  return zlib ? notXlsx(file, 'its compressed data is damaged', error) : error;
}
