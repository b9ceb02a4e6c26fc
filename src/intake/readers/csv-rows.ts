import { JingweiError } from '../../errors.ts';
import type { RowFault, SourceRow } from '../mapped.ts';
import type { CsvSink } from './csv-splitter.ts';
import { CsvSplitter } from './csv-splitter.ts';
import type { TextFile } from './decode-text.ts';
import { checkHeader } from './header.ts';
import type { ReadLimits } from './limits.ts';
import { RowBatch } from './row-batch.ts';
import { brokenRow, checkCells, shorten } from './row-fault.ts';
import { splitLines } from './split-lines.ts';

/**
 * Rows of a CSV or TSV file whose first row is the header. A row with too many or too few values has the fault
 * `columns` (surplus values stay under `#13`, `#14` …), a line with a broken quote the fault `syntax`.
 * @throws JingweiError FILE_FORMAT (header), LIMIT_EXCEEDED (a line without end)
 */
export async function* csvRows(
  text: AsyncIterable<Buffer>,
  file: TextFile,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const batch = new RowBatch();
  const builder = new CsvRowBuilder(batch, file, limits);
  const options = {
    delimiter: file.format === 'tsv' ? '\t' : ',',
    maxRowChars: limits.maxRowBytes,
    maxValues: () => builder.maxValues,
  };
  const splitter = new CsvSplitter(options, builder);
  for await (const lines of splitLines(text, limits.maxRowBytes)) {
    for (const line of lines) splitter.add(line);
    yield* batch.take();
  }
  splitter.end();
  builder.end();
  yield* batch.take(true);
}

class CsvRowBuilder implements CsvSink {
  readonly #batch: RowBatch;
  readonly #file: TextFile;
  readonly #limits: ReadLimits;
  #header: readonly string[] | null = null;

  constructor(batch: RowBatch, file: TextFile, limits: ReadLimits) {
    this.#batch = batch;
    this.#file = file;
    this.#limits = limits;
  }

  /** Twice the header's columns and a few: a row that still has not ended then was opened by a stray quote. */
  get maxValues(): number {
    return this.#header === null ? this.#limits.maxColumns : 2 * this.#header.length + 16;
  }

  row(line: number, values: string[], chars: number): void {
    const header = this.#header;
    if (header === null) {
      this.#header = checkHeader(values, this.#file, this.#limits);
      return;
    }
    const cells: Record<string, string> = {};
    const known = Math.min(values.length, header.length);
    for (let i = 0; i < known; i++) {
      const name = header[i];
      if (name !== undefined) cells[name] = values[i] ?? '';
    }
    const fault = values.length === header.length ? null : this.#wrongCount(values, header, cells);
    const found =
      this.#file.lossy || chars > this.#limits.maxCellChars
        ? checkCells(cells, this.#file.lossy, this.#limits)
        : null;
    const first = fault ?? found;
    this.#batch.add(first === null ? { line, cells } : { line, cells, fault: first }, chars);
  }

  broken(line: number, text: string, reason: string): void {
    if (this.#header === null) {
      const { name, format } = this.#file;
      throw new JingweiError('FILE_FORMAT', {
        file: name,
        format,
        reason: `${reason} (line ${line}, the header)`,
      });
    }
    this.#batch.add(brokenRow(line, text, reason, this.#limits), text.length);
  }

  end(): void {
    if (this.#header !== null) return;
    const { name, format } = this.#file;
    throw new JingweiError('FILE_FORMAT', { file: name, format, reason: 'it is empty, so it has no header' });
  }

  #wrongCount(values: readonly string[], header: readonly string[], cells: Record<string, string>): RowFault {
    const kept = Math.min(values.length, this.#limits.maxColumns);
    for (let i = header.length; i < kept; i++) cells[`#${i + 1}`] = values[i] ?? '';
    const reason = `the row has ${values.length} values and the header ${header.length} columns`;
    return { rule: 'columns', column: null, value: shorten(values.join(' | ')), reason };
  }
}
