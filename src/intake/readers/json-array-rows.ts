import { JingweiError } from '../../errors.ts';
import type { SourceRow } from '../mapped.ts';
import type { TextFile } from './decode-text.ts';
import type { JsonElement } from './json-array-splitter.ts';
import { JsonArraySplitter } from './json-array-splitter.ts';
import { jsonSourceRow } from './json-source-row.ts';
import type { ReadLimits } from './limits.ts';
import { RowBatch } from './row-batch.ts';

/**
 * Rows of a JSON file that is one array of objects. An element that is not an object, or not JSON within, is a row with
 * the fault `syntax`.
 * @throws JingweiError FILE_FORMAT when brackets or quotes do not close, LIMIT_EXCEEDED for an element over `maxRowBytes`
 */
export async function* jsonArrayRows(
  text: AsyncIterable<Buffer>,
  file: TextFile,
  limits: ReadLimits,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const batch = new RowBatch();
  const sink = (element: JsonElement): void =>
    batch.add(jsonSourceRow(element.line, element.text, file, limits), element.text.length);
  const refuse = (line: number, reason: string): never => {
    throw new JingweiError('FILE_FORMAT', {
      file: file.name,
      format: 'json',
      reason: `${reason} (line ${line})`,
    });
  };
  const splitter = new JsonArraySplitter(sink, refuse, limits.maxRowBytes);
  for await (const chunk of text) {
    splitter.add(chunk);
    yield* batch.take();
  }
  splitter.end();
  yield* batch.take(true);
}
