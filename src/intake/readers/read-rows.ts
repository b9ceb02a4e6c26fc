import { basename } from 'node:path';
import type { SourceRow } from '../mapped.ts';
import { csvRows } from './csv-rows.ts';
import type { TextFile } from './decode-text.ts';
import { decodeText } from './decode-text.ts';
import { findEncoding } from './encoding.ts';
import { asUnreadable } from './file-error.ts';
import { jsonArrayRows } from './json-array-rows.ts';
import type { ReadLimits } from './limits.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import { openBytes } from './open-bytes.ts';
import { parquetRows } from './parquet-rows.ts';
import { xlsxRows } from './xlsx-rows.ts';

/** How a delivery's file is to be read, as its contract says. */
export interface FileFormat {
  readonly format: 'csv' | 'tsv' | 'ndjson' | 'json' | 'xlsx' | 'parquet';
  /** Of the text formats: UTF-8, GBK, GB18030, Big5 …; XLSX and Parquet carry their own. */
  readonly encoding: string;
  /** Of XLSX: the sheet's name; the first sheet when there is none. */
  readonly sheet?: string;
  /** Of CSV, TSV and XLSX: columns that the header has to name, whatever others it names. */
  readonly columns?: readonly string[];
  /** Of XLSX: whether a cell with a formula is a fault, even if its result is stored. */
  readonly refuseFormulas?: boolean;
}

type Rows = AsyncGenerator<readonly SourceRow[], void, undefined>;

/**
 * Reads a delivery's file row by row in batches of up to 1,000, with flat memory; gzip is recognised by its magic
 * bytes. A row that breaks the format comes with a `fault`; only what makes the whole file unreadable is thrown, then
 * possibly after rows were given: hold the delivery.
 * @throws JingweiError FILE_UNREADABLE, FILE_FORMAT, FILE_ENCODING, FILE_UNCONVERTED, LIMIT_EXCEEDED
 */
export async function* readRows(path: string, format: FileFormat, limits: ReadLimits): Rows {
  try {
    yield* rowsOf(path, format, limits);
  } catch (error) {
    throw asUnreadable(basename(path), error);
  }
}

function rowsOf(path: string, format: FileFormat, limits: ReadLimits): Rows {
  switch (format.format) {
    case 'csv':
    case 'tsv':
      return textRows(path, format.format, format, limits, csvRows);
    case 'ndjson':
      return textRows(path, format.format, format, limits, ndjsonRows);
    case 'json':
      return textRows(path, format.format, format, limits, jsonArrayRows);
    case 'xlsx':
      return xlsxRows(path, format, limits);
    case 'parquet':
      return parquetRows(path, limits);
  }
}

function textRows(
  path: string,
  format: TextFile['format'],
  { encoding, columns = [] }: FileFormat,
  limits: ReadLimits,
  rows: (text: AsyncIterable<Buffer>, file: TextFile, limits: ReadLimits) => Rows,
): Rows {
  const lossy = findEncoding(encoding) !== 'UTF-8';
  const file: TextFile = { name: basename(path), format, encoding, lossy, columns };
  return rows(decodeText(openBytes(path, limits), file), file, limits);
}
