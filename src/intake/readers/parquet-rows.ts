import { basename } from 'node:path';
import type { FileMetaData } from 'hyparquet';
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { JingweiError } from '../../errors.ts';
import type { Cell, SourceRow } from '../mapped.ts';
import { checkHeader } from './header.ts';
import { inflateBudget } from './inflate.ts';
import type { ReadLimits } from './limits.ts';
import type { ToCell } from './parquet-cell.ts';
import { asStored, buildToCell, timestampText } from './parquet-cell.ts';
import { boundedCompressors } from './parquet-compressors.ts';
import type { RandomAccess } from './random-access.ts';
import { openRandomAccess, readExactly } from './random-access.ts';
import { RowBatch } from './row-batch.ts';
import { checkCells } from './row-fault.ts';

/** Rows decoded at once at most, and about how many bytes of them: what bounds the memory when a row group is large. */
const ROWS_AT_ONCE = 50_000;
const BYTES_AT_ONCE = 2 ** 25;
/** A row group with more rows than this is refused: its pages could not be decoded within the memory. */
const MAX_GROUP_ROWS = 20_000_000;

/**
 * Rows of a Parquet file, row group by row group. Timestamps become ISO text (with `Z` when they are in UTC), decimals
 * and integers keep every digit, lists and structs stay structured, bytes that are not text become hexadecimal.
 * @throws JingweiError FILE_FORMAT, LIMIT_EXCEEDED
 */
export async function* parquetRows(
  path: string,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const file = basename(path);
  const access = await openRandomAccess(path, limits);
  try {
    yield* tableRows(access, file, limits);
  } catch (error) {
    throw asParquetError(file, error);
  } finally {
    await access.close();
  }
}

async function* tableRows(
  access: RandomAccess,
  file: string,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const buffer = asyncBuffer(access);
  const declared = await parquetMetadataAsync(buffer, { geoparquet: false });
  const schema = parquetSchema(declared);
  const names = schema.children.map((child) => child.element.name);
  checkHeader(names, { name: file, format: 'parquet', columns: [] }, limits);
  const toCells = schema.children.map(buildToCell);
  const flat = schema.children.map((child) => child.children.length === 0);
  const metadata = { ...declared, schema: declared.schema.map(asStored) };
  const compressors = boundedCompressors(inflateBudget(file, limits.maxInflatedBytes));
  const batch = new RowBatch();
  for (const { start, end } of slices(metadata, file)) {
    const read: unknown[][] = [];
    await parquetRead({
      file: buffer,
      metadata,
      rowStart: start,
      rowEnd: end,
      compressors,
      utf8: false,
      useOffsetIndex: true,
      geoparquet: false,
      parsers: PARSERS,
      onComplete: (rows) => {
        for (const row of rows) read.push(row);
      },
    });
    if (read.length !== end - start) throw new RangeError('a row group holds fewer rows than it declares');
    for (const [at, values] of read.entries()) {
      batch.add(toSourceRow(start + at + 1, values, names, toCells, flat, limits), 100);
      yield* batch.take();
    }
  }
  yield* batch.take(true);
}

/** Ranges of rows to decode at once, none across two row groups. @throws JingweiError when the counts contradict */
function slices(metadata: FileMetaData, file: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let total = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    if (!(rows >= 0)) throw new RangeError('a row group has a negative count');
    if (rows > MAX_GROUP_ROWS) {
      throw new JingweiError('LIMIT_EXCEEDED', {
        what: `A row group of ${file}`,
        limit: `${MAX_GROUP_ROWS} rows`,
      });
    }
    const rowBytes = Math.max(1, Number(group.total_byte_size) / Math.max(1, rows));
    const step = Math.max(100, Math.min(ROWS_AT_ONCE, Math.floor(BYTES_AT_ONCE / rowBytes)));
    for (let at = 0; at < rows; at += step) {
      ranges.push({ start: total + at, end: total + Math.min(rows, at + step) });
    }
    total += rows;
  }
  if (BigInt(total) !== metadata.num_rows)
    throw new RangeError('the row groups do not add up to the rows declared');
  return ranges;
}

function toSourceRow(
  line: number,
  values: readonly unknown[],
  names: readonly string[],
  toCells: readonly ToCell[],
  flat: readonly boolean[],
  limits: ReadLimits,
): SourceRow {
  const cells: Record<string, Cell> = {};
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const toCell = toCells[i];
    // In a flat column a null is null; undefined means that a page ended before its rows did.
    if (values[i] === undefined && flat[i] === true)
      throw new RangeError('a column holds fewer values than it declares');
    if (name !== undefined && toCell !== undefined) cells[name] = toCell(values[i]);
  }
  const fault = checkCells(cells, true, limits);
  return fault === null ? { line, cells } : { line, cells, fault };
}

const DECODER = new TextDecoder();

const PARSERS = {
  timestampFromNanoseconds: (value: bigint): string => timestampText(value, 1_000_000_000n, true),
  jsonFromBytes: (bytes: Uint8Array | undefined): string | undefined => bytes && DECODER.decode(bytes),
};

function asyncBuffer(access: RandomAccess): {
  byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
} {
  return {
    byteLength: access.size,
    async slice(start, end = access.size) {
      const bytes = await readExactly(access, start, end);
      const copy = new ArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      return copy;
    },
  };
}

/** The decoder throws plain errors on damaged data: they become coded ones; those of the file system and of ours stay. */
function asParquetError(file: string, error: unknown): unknown {
  if (error instanceof JingweiError || (error instanceof Error && 'syscall' in error)) return error;
  const reason = 'it is damaged or uses a feature that is not read';
  return new JingweiError('FILE_FORMAT', { file, format: 'parquet', reason }, error);
}
