import type { Cell, RowFault, SourceRow } from '../mapped.ts';
import type { ReadLimits } from './limits.ts';

/** Cell that carries the whole text of a row that could not be cut into columns, so that nothing is lost. */
const RAW_TEXT = '#text';

/** Names of cells that stand under no column of the header: surplus values (`#13`), and the text of an uncut row. */
export const LOOSE_CELL = /^#(?:\d+|text)$/;

/** What stands in place of bytes that the declared encoding does not know. */
export const UNREADABLE = '\uFFFD';

const SHOWN_CHARS = 200;

/**
 * Whether a fault is one that only the reader of a file sees: the cells that are kept of the row do not show it, so it
 * has to be kept beside them. (A record with too many items breaks a limit as well, but no column's.)
 */
export function isReadFault({ rule, column }: RowFault): boolean {
  return READ_RULES.has(rule) || (rule === 'limit' && column !== null);
}

const READ_RULES: ReadonlySet<string> = new Set(['columns', 'syntax', 'encoding']);

/** The start of a value, as a fault shows it. */
export function shorten(value: string): string {
  return value.length <= SHOWN_CHARS ? value : `${value.slice(0, SHOWN_CHARS)}…`;
}

/** A row whose text cannot be read as its format at all: the text stays in the cell {@link RAW_TEXT}. */
export function brokenRow(line: number, text: string, reason: string, limits: ReadLimits): SourceRow {
  const fault: RowFault = { rule: 'syntax', column: null, value: shorten(text), reason };
  return { line, cells: { [RAW_TEXT]: text.slice(0, limits.maxCellChars) }, fault };
}

/** The fault of a cell that is longer than the limit; its row keeps the first `maxCellChars` of it. */
function tooLong(column: string, value: string, limits: ReadLimits): RowFault {
  const reason = `the value has ${value.length} characters, more than the limit of ${limits.maxCellChars}`;
  return { rule: 'limit', column, value: shorten(value), reason };
}

/** The fault of a cell that holds bytes which its encoding does not know. */
function wrongEncoding(column: string, value: string): RowFault {
  const reason = 'the value holds bytes that are not valid in the declared encoding';
  return { rule: 'encoding', column, value: shorten(value), reason };
}

/**
 * Looks through a row's cells for text beyond the cell limit (which it cuts, in place) and, when `lossy`, for
 * characters that could not be decoded. Returns the first fault; null when there is none.
 */
export function checkCells(cells: Record<string, Cell>, lossy: boolean, limits: ReadLimits): RowFault | null {
  let fault: RowFault | null = null;
  for (const column of Object.keys(cells)) {
    const cell = cells[column];
    if (cell === undefined || cell === null) continue;
    const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
    if (text.length > limits.maxCellChars) {
      fault ??= tooLong(column, text, limits);
      cells[column] = text.slice(0, limits.maxCellChars);
    } else if (lossy && fault === null && text.includes(UNREADABLE)) fault = wrongEncoding(column, text);
  }
  return fault;
}
