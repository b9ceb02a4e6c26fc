import { hash } from 'node:crypto';
import { isBlank, isList } from '../contract/cell-text.ts';
import type { Cell, SourceRow } from '../mapped.ts';

/**
 * What a row says, as a key: 32 hexadecimal digits (half of a SHA-256) over its filled cells by header. The order of
 * the columns, empty columns and the row's place in the file make no difference.
 */
export function contentKey(row: SourceRow): string {
  return hash('sha256', canonicalText(row.cells)).slice(0, 32);
}

/**
 * Rows in an order that nothing but what they say decides: by their cells, then by the names of these. It is the one that their
 * raw texts are hashed in.
 */
export function orderByContent(rows: readonly SourceRow[]): readonly SourceRow[] {
  if (rows.length < 2) return rows;
  const texts = new Map(
    rows.map((row) => [
      row,
      JSON.stringify(Object.values(row.cells)) + JSON.stringify(Object.keys(row.cells)),
    ]),
  );
  const textOf = (row: SourceRow) => texts.get(row) ?? '';
  return rows.toSorted((left, right) => compareTexts(textOf(left), textOf(right)));
}

/** By code units, which are the same everywhere. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * A nested value as text that no other value has and that does not depend on the order of its keys; blank parts are
 * left out. Texts carry their length, so that nothing needs escaping.
 */
export function canonicalText(cell: Cell): string {
  if (typeof cell === 'string') return `${cell.length}:${cell}`;
  if (cell === null) return '-';
  if (isList(cell)) return `[${cell.map(canonicalText).join('')}]`;
  let text = '{';
  for (const name of sortedNames(cell)) {
    const value = cell[name];
    if (value !== undefined && !isBlank(value)) text += `${name.length}:${name}${canonicalText(value)}`;
  }
  return `${text}}`;
}

/** The rows of a file have the same headers in the same order, so the last answer nearly always serves again. */
let lastNames: readonly string[] = [];
let lastSorted: readonly string[] = [];
function sortedNames(cells: Readonly<Record<string, Cell>>): readonly string[] {
  const names = Object.keys(cells);
  if (names.length !== lastNames.length || names.some((name, index) => name !== lastNames[index])) {
    lastNames = names;
    lastSorted = names.toSorted();
  }
  return lastSorted;
}

/** Short values stay readable as keys; others become their hash. The separator is escaped inside the parts. */
export function joinKey(parts: readonly string[]): string {
  const key =
    parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => part.replace(/[\\|]/g, '\\$&')).join('|');
  return key.length <= MAX_KEY ? key : `sha256:${hash('sha256', key).slice(0, 32)}`;
}

const MAX_KEY = 200;
