import type { Table } from './figure.ts';

/** Writes a table to the terminal: words to the left, numbers to the right. */
export function printTable({ title, columns, rows }: Table): void {
  const cells = rows.map((row) => row.map(formatCell));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[], numbers: readonly boolean[]): string =>
    row
      .map((cell, index) =>
        numbers[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const isNumber = columns.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
  console.log(`\n${title}`);
  console.log(line(columns, isNumber));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of cells) console.log(line(row, isNumber));
}

function formatCell(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell)) return cell.toLocaleString('en');
  return cell.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
