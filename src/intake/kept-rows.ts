import { z } from 'zod';
import type { SourceRow } from './mapped.ts';
import { CellsByName } from './raw-row.ts';
import { DEFAULT_READ_LIMITS } from './readers/limits.ts';
import { openBytes } from './readers/open-bytes.ts';
import { RowBatch } from './readers/row-batch.ts';
import { splitLines } from './readers/split-lines.ts';

const Fault = z.object({
  rule: z.string(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});
const Line = z.object({ cells: CellsByName, fault: Fault.optional() });

/** JSON escapes, names of columns and the fault beside the cells make a row longer than it was in its file. */
const MOST_LINE_BYTES = 8 * DEFAULT_READ_LIMITS.maxRowBytes;

/** A row that the graph keeps as a line of a delivery: its cells, and what the reader of its file found wrong with it. */
export function writeKeptRow({ cells, fault }: SourceRow): string {
  return `${JSON.stringify({ cells, fault })}\n`;
}

/** Reads the lines back that {@link writeKeptRow} made, in batches; a row is told by its line. */
export async function* keptRows(path: string): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const batch = new RowBatch();
  let line = 0;
  for await (const lines of splitLines(openBytes(path, DEFAULT_READ_LIMITS), MOST_LINE_BYTES)) {
    for (const text of lines) {
      line += 1;
      const { cells, fault } = Line.parse(JSON.parse(text));
      batch.add(fault === undefined ? { line, cells } : { line, cells, fault }, text.length);
    }
    yield* batch.take();
  }
  yield* batch.take(true);
}
