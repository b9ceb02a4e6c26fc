import type { Cell } from '../mapped.ts';

/** The text of a plain cell without blanks around it; '' for a blank one and for a nested value. */
export function cellText(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell.trim() : '';
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** `Array.isArray` for cells: the built-in one loses the type of a readonly list. */
export function isList(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}

/** A nested value: as the reader gives it, or written as JSON in a cell of a flat file; undefined when it is neither. */
export function nestedCell(cell: Cell | undefined): Exclude<Cell, string | null> | undefined {
  if (typeof cell === 'object' && cell !== null) return cell;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  if (!text.startsWith('[') && !text.startsWith('{')) return undefined;
  try {
    const parsed = toCell(JSON.parse(text), 0);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How a cell is shown in a fault: its text, shortened. */
export function showCell(cell: Cell | undefined): string | null {
  if (cell === undefined || cell === null) return null;
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const MAX_DEPTH = 32;

function toCell(value: unknown, depth: number): Cell {
  if (depth > MAX_DEPTH) throw new RangeError('nested too deeply');
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => toCell(item, depth + 1));
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCell(item, depth + 1)]));
}
