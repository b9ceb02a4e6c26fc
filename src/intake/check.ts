import { groupRows } from '../group-rows.ts';
import type { ContractProblem } from './contract/problem.ts';
import { resolveRelationships } from './contract/resolve-relationships.ts';
import { checkDefinition, type DatasetDefinition, readDefinitionTexts } from './definition.ts';
import { createRowJudge } from './judged-rows.ts';
import type { MappedRecord, RowFault, SourceRow } from './mapped.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './readers/limits.ts';
import { readRows } from './readers/read-rows.ts';
import { isRowFault } from './row-mapper.ts';
import { listUnknownColumns } from './unknown-columns.ts';

/** A record that some rows make, told by their lines. */
export interface PreviewRecord {
  readonly lines: readonly number[];
  readonly record: MappedRecord;
}

/** What the first rows of a file would yield. Nothing is written anywhere. */
export interface Preview {
  /** Each row with why it would wait in quarantine, if it would. */
  readonly rows: readonly { readonly line: number; readonly fault: RowFault | null }[];
  /** Records that the sound rows make; a record whose rows go on further down is shown without those. */
  readonly records: readonly PreviewRecord[];
  /** Headers that the contract names and the rows lack. */
  readonly missingColumns: readonly string[];
  /** Headers of the rows that the contract does not name: they are kept as raw data and mean nothing. */
  readonly unknownColumns: readonly string[];
}

export interface CheckReport {
  /** Everything that is wrong with the contract, its mapping and the contracts that it refers to; empty: usable. */
  readonly problems: readonly ContractProblem[];
  /** null when there are problems. */
  readonly definition: DatasetDefinition | null;
  /** null without a file, or when there are problems. */
  readonly preview: Preview | null;
}

export interface CheckOptions {
  /** A data file to try the definition on. */
  readonly file?: string;
  /** How many of its rows to look at; 10 by default. */
  readonly rows?: number;
  readonly limits?: ReadLimits;
}

/**
 * Checks a dataset's two files and shows what the first rows of a data file would yield.
 * @throws {JingweiError} `FILE_UNREADABLE` and the other errors of a file that cannot be read at all.
 */
export async function check(contractPath: string, options: CheckOptions = {}): Promise<CheckReport> {
  const checked = checkDefinition(await readDefinitionTexts(contractPath));
  if (!checked.ok) return { problems: checked.problems, definition: null, preview: null };
  const definition = checked.value;
  const references = await resolveRelationships(definition.contract);
  if (!references.ok) return { problems: references.problems, definition: null, preview: null };
  if (options.file === undefined) return { problems: [], definition, preview: null };
  const rows = await readFirst(
    options.file,
    definition,
    options.rows ?? 10,
    options.limits ?? DEFAULT_READ_LIMITS,
  );
  return { problems: [], definition, preview: buildPreview(definition, rows) };
}

/**
 * What given rows would yield, told as intake does: what a row breaks by itself, what the rows before it show, and what
 * the rows of one record break together. Whether what they name elsewhere is there, only the graph can say.
 */
export function buildPreview(definition: DatasetDefinition, rows: readonly SourceRow[]): Preview {
  const judge = createRowJudge(definition);
  const faults = new Map<SourceRow, RowFault>();
  const sound = rows.flatMap((one) => {
    const { row, fault, record } = judge.judge(one);
    if (fault !== null) faults.set(row, fault);
    return fault === null && record !== null ? [{ key: record.key, row }] : [];
  });
  const records: PreviewRecord[] = [];
  for (const [key, group] of groupRows(sound, (one) => one.key)) {
    const members = group.map(({ row }) => row);
    const record = judge.mapper.map(key, members);
    if (isRowFault(record)) for (const row of members) faults.set(row, record);
    else records.push({ lines: members.map((row) => row.line), record });
  }
  return {
    rows: rows.map((row) => ({ line: row.line, fault: faults.get(row) ?? null })),
    records,
    ...compareHeaders(definition, rows),
  };
}

function compareHeaders(
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
): Pick<Preview, 'missingColumns' | 'unknownColumns'> {
  const readable = rows.filter((row) => row.fault === undefined);
  const given = new Set(readable.flatMap((row) => Object.keys(row.cells)));
  const named = definition.contract.object.columns.map((column) => column.physicalName);
  return {
    missingColumns: readable.length === 0 ? [] : named.filter((header) => !given.has(header)),
    unknownColumns: listUnknownColumns(definition, readable),
  };
}

async function readFirst(
  file: string,
  { contract }: DatasetDefinition,
  count: number,
  limits: ReadLimits,
): Promise<readonly SourceRow[]> {
  const { format, encoding, sheet } = contract;
  const rows: SourceRow[] = [];
  for await (const batch of readRows(
    file,
    { format, encoding, ...(sheet === null ? {} : { sheet }) },
    limits,
  )) {
    rows.push(...batch.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}
