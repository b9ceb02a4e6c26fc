import { FORMULA } from '../../export/writers/formula.ts';
import { csvLine } from '../../output-file.ts';
import type { ExportHead } from './export-head.ts';
import { type ExportContent, isList, isObject, type Json } from './list-items.ts';

/**
 * An export as CSV: a first line with the question, then one table of all items. Columns are paths (`record.dataset.id`), lists within an item
 * are JSON. A text that a spreadsheet would run is preceded by an apostrophe; numbers are not. Pure.
 */
export function writeCsv(head: ExportHead, { items, beside }: ExportContent): string {
  const rows = items.map(({ root, list, item }) => ({ root, list, cells: new Map(flatten(item, '')) }));
  const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  return [
    csvLine(['#jingwei', JSON.stringify({ ...head, beside })]),
    csvLine(['root', 'list', ...columns.map(guard)]),
    ...rows.map(({ root, list, cells }) =>
      csvLine([root, list, ...columns.map((column) => cells.get(column) ?? '')]),
    ),
    '',
  ].join('\n');
}

function flatten(value: Json, path: string): readonly (readonly [string, string])[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([name, inner]) =>
      flatten(inner, path === '' ? name : `${path}.${name}`),
    );
  const column = path === '' ? 'value' : path;
  if (value === null) return [[column, '']];
  if (isList(value)) return [[column, JSON.stringify(value)]];
  return [[column, typeof value === 'string' ? guard(value) : String(value)]];
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
