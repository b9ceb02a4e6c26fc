import type { SourceRow } from '../mapped.ts';
import type { TextFile } from './decode-text.ts';
import { jsonSourceRow } from './json-source-row.ts';
import type { ReadLimits } from './limits.ts';
import { RowBatch } from './row-batch.ts';
import { splitLines } from './split-lines.ts';

/**
 * Rows of a file with one JSON object in each line; blank lines are skipped, a broken line is a row with the fault `syntax`.
 * @throws JingweiError LIMIT_EXCEEDED (a line without end)
 */
export async function* ndjsonRows(
  text: AsyncIterable<Buffer>,
  file: TextFile,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const batch = new RowBatch();
  let number = 0;
  for await (const lines of splitLines(text, limits.maxRowBytes)) {
    for (const line of lines) {
      number++;
      if (!isBlank(line)) batch.add(jsonSourceRow(number, line, file, limits), line.length);
    }
    yield* batch.take();
  }
  yield* batch.take(true);
}

function isBlank(line: string): boolean {
  return line.charCodeAt(0) === 123 ? false : line.trim() === '';
}
