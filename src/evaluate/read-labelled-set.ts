import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { JingweiError } from '../errors.ts';
import { cellText } from '../intake/contract/cell-text.ts';
import type { MappedMention, SourceRow } from '../intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../intake/readers/limits.ts';
import { type FileFormat, readRows } from '../intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../intake/row-mapper.ts';
import { storeAttributes } from '../intake/stored-attribute.ts';
import type { EngineMention } from '../resolve/engine/mention.ts';
import { type LabelledSet, parseLabelledSet, readShape } from './parse-labelled-set.ts';

export interface LabelledMentions {
  readonly rows: number;
  readonly mentions: readonly EngineMention[];
  /** Entity of each mention as the truth has it, null where the truth says nothing. */
  readonly truth: readonly (string | null)[];
}

/** Reads the files of a labelled set through an ordinary mapping. @throws {JingweiError} */
export async function readLabelledSet(
  path: string,
  name: string,
  given: readonly string[],
): Promise<LabelledMentions> {
  const text = await readText(path);
  const shape = readShape(path, text);
  const inFolder = (file: string): string => resolve(dirname(path), file);
  const files = given.length > 0 ? given : shape.files.map(inFolder);
  if (files.length === 0)
    throw new JingweiError('USAGE', { reason: `${basename(path)} names no files; give --file` });
  const read: { readonly file: string; readonly rows: readonly SourceRow[] }[] = [];
  for (const file of files) read.push({ file, rows: await readAll(file) });
  const headers = [...new Set(read.flatMap(({ rows }) => Object.keys(rows[0]?.cells ?? {})))];
  const set = parseLabelledSet(path, name, text, headers);
  const entityOf = await compileTruth(set, inFolder);
  const mapper = createRowMapper({
    id: set.contract.id,
    department: set.contract.department,
    contract: set.contract,
    mapping: set.mapping,
    references: [],
    contractText: '',
    mappingText: text,
    hash: '',
  });
  const mentions: EngineMention[] = [];
  const truth: (string | null)[] = [];
  let count = 0;
  for (const { file, rows } of read) {
    const source = basename(file);
    for (const row of rows) {
      count += 1;
      const key = `${source}:${String(row.line).padStart(9, '0')}`;
      const record = mapper.map(key, [row]);
      if (isRowFault(record)) continue;
      for (const mention of record.mentions) {
        mentions.push(toEngineMention(key, source, mention));
        truth.push(entityOf(row));
      }
    }
  }
  return { rows: count, mentions, truth };
}

function toEngineMention(key: string, source: string, mention: MappedMention): EngineMention {
  const { role, itemKey, kind, type, attributes, point, period } = mention;
  return {
    id: [key, role, itemKey].filter((part) => part !== '').join('/'),
    kind,
    type,
    source,
    attributes: storeAttributes(attributes),
    ...(period === undefined ? {} : { validFrom: period.from, validTo: period.to }),
    ...(point === undefined || point.flags.length > 0
      ? {}
      : { point: { longitude: point.longitude, latitude: point.latitude } }),
  };
}

async function compileTruth(
  { truth }: LabelledSet,
  inFolder: (file: string) => string,
): Promise<(row: SourceRow) => string | null> {
  const pattern = truth.pattern === undefined ? null : new RegExp(truth.pattern, 'u');
  const read = (row: SourceRow): string | null => {
    const text = readCell(row, truth.column);
    const found = pattern === null ? text : (pattern.exec(text)?.[1] ?? '');
    return found === '' ? null : found;
  };
  if (truth.file === undefined) return read;
  const keyOf = (row: SourceRow): string =>
    JSON.stringify((truth.key ?? []).map((name) => readCell(row, name)));
  const known = new Map((await readAll(inFolder(truth.file))).map((row) => [keyOf(row), read(row)]));
  return (row) => known.get(keyOf(row)) ?? null;
}

/** By the header as written, or but for the spaces around it. */
function readCell(row: SourceRow, column: string): string {
  const header = column in row.cells ? column : Object.keys(row.cells).find((name) => name.trim() === column);
  return header === undefined ? '' : cellText(row.cells[header]);
}

async function readAll(file: string): Promise<readonly SourceRow[]> {
  const all: SourceRow[] = [];
  for await (const rows of readRows(
    file,
    { format: formatOf(file), encoding: 'UTF-8' },
    DEFAULT_READ_LIMITS,
  )) {
    all.push(...rows);
  }
  return all;
}

function formatOf(file: string): FileFormat['format'] {
  const bare = file.replace(/\.gz$/, '');
  for (const format of ['tsv', 'ndjson', 'json', 'xlsx', 'parquet'] as const) {
    if (bare.endsWith(`.${format}`)) return format;
  }
  return 'csv';
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new JingweiError('FILE_UNREADABLE', { file: path, reason }, error);
  }
}
