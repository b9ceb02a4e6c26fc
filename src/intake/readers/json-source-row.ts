import type { SourceRow } from '../mapped.ts';
import type { TextFile } from './decode-text.ts';
import type { ReadLimits } from './limits.ts';
import { JsonSyntaxError, parseJsonRow } from './parse-json-row.ts';
import { brokenRow, checkCells } from './row-fault.ts';

/** One JSON object's text as a row; text that is not one gives a row with the fault `syntax`. */
export function jsonSourceRow(line: number, text: string, file: TextFile, limits: ReadLimits): SourceRow {
  try {
    const cells = parseJsonRow(text);
    const columns = Object.keys(cells).length;
    if (columns > limits.maxColumns) {
      return brokenRow(line, text, `the object has more than ${limits.maxColumns} names`, limits);
    }
    const check = file.lossy || text.length > limits.maxCellChars;
    const fault = check ? checkCells(cells, file.lossy, limits) : null;
    return fault === null ? { line, cells } : { line, cells, fault };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return brokenRow(line, text, error.message, limits);
    throw error;
  }
}
