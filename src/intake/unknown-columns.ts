import type { DatasetDefinition } from './definition.ts';
import type { SourceRow } from './mapped.ts';

const MOST_NAMED = 10;

/** Headers of the rows that the contract does not name: they are kept as raw data and mean nothing. */
export function listUnknownColumns(
  { contract }: DatasetDefinition,
  rows: readonly SourceRow[],
): readonly string[] {
  const named = new Set(contract.object.columns.map((column) => column.physicalName));
  const given = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  return [...given].filter((header) => !named.has(header));
}

/** What the delivery of such rows tells whoever sent it; none where the contract names every column. */
export function noteUnknownColumns(
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
): readonly string[] {
  const unknown = listUnknownColumns(definition, rows);
  if (unknown.length === 0) return [];
  const names = unknown
    .slice(0, MOST_NAMED)
    .map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name));
  const further = unknown.length > names.length ? ` and ${unknown.length - names.length} more` : '';
  return [`The contract names no column ${names.join(', ')}${further}: kept as sent, and read by nothing`];
}
