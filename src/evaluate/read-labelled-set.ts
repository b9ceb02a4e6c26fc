import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { JingweiError } from '../errors.ts';
import { cellText } from '../intake/contract/cell-text.ts';
import { ENTITY_KINDS, type EntityKind, type MappedRecord, type SourceRow } from '../intake/mapped.ts';
import { type Mapping, onceRoleOf } from '../intake/mapping/mapping.ts';
import { DEFAULT_READ_LIMITS } from '../intake/readers/limits.ts';
import { type FileFormat, readRows } from '../intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../intake/row-mapper.ts';
import {
  type Label,
  type LabelledMention,
  type LabelledSource,
  toMentionStates,
} from './labelled-mentions.ts';
import { readDepartmentSet } from './parse-department-set.ts';
import { type LabelledSet, parseLabelledSet, readShape } from './parse-labelled-set.ts';
import { openDepartmentSet } from './read-department-set.ts';

/** Where the files of a set are, when not where it says. */
export interface SetFiles {
  readonly files?: readonly string[] | undefined;
  /** Folder that its files lie in. */
  readonly folder?: string | undefined;
}

/** Opens a set: a file with columns of its own, or datasets of departments. @throws {JingweiError} */
export async function openSet(path: string, name: string, given: SetFiles = {}): Promise<LabelledSource> {
  const text = await readText(path);
  const departments = readDepartmentSet(path, text);
  if (departments !== null) return openDepartmentSet(path, departments, given.folder);
  return readLabelledSet(path, name, text, given.files ?? []);
}

/** Reads the files of a labelled set through an ordinary mapping. */
async function readLabelledSet(
  path: string,
  name: string,
  text: string,
  given: readonly string[],
): Promise<LabelledSource> {
  const shape = readShape(path, text);
  const inFolder = (file: string): string => resolve(dirname(path), file);
  const files = given.length > 0 ? given : shape.files.map(inFolder);
  if (files.length === 0)
    throw new JingweiError('USAGE', { reason: `${basename(path)} names no files; give --file` });
  const read: { readonly file: string; readonly rows: readonly SourceRow[] }[] = [];
  for (const file of files) read.push({ file, rows: await readAll(file) });
  const truth = shape.truth.file === undefined ? null : await readAll(inFolder(shape.truth.file));
  const set = parseLabelledSet(path, name, text, {
    rows: headersOf(read.flatMap(({ rows }) => rows)),
    truth: truth === null ? null : headersOf(truth),
  });
  const entityOf = compileTruth(set, truth);
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
  const onceRole = onceRoleOf(set.mapping);
  const all: LabelledMention[] = [];
  const silent = new Map(ENTITY_KINDS.map((kind): [EntityKind, Label[]] => [kind, []]));
  let count = 0;
  for (const { file, rows } of read) {
    const source = basename(file);
    for (const row of rows) {
      count += 1;
      const key = `${source}:${String(row.line).padStart(9, '0')}`;
      const record = mapper.map(key, [row]);
      if (isRowFault(record)) continue;
      const label = entityOf(row);
      for (const [mention] of toMentionStates(source, record)) all.push({ mention, label, rows: 1 });
      for (const kind of kindsUnsaid(set.mapping, record)) silent.get(kind)?.push(label);
    }
  }
  return {
    kinds: [...new Set(set.mapping.mentions.map(({ kind }) => kind))],
    onceIn: new Map(onceRole === null ? [] : read.map(({ file }) => [basename(file), onceRole] as const)),
    undeclared: set.undeclared,
    silent,
    rows: () => count,
    read: async (kind, take) => {
      for (const one of all) if (one.mention.kind === kind) take(one);
    },
  };
}

/** The kinds of the roles that every row has, and of which this one says nothing. */
function kindsUnsaid({ mentions }: Mapping, record: MappedRecord): readonly EntityKind[] {
  const said = new Set(record.mentions.map(({ role }) => role));
  return mentions
    .filter(({ role, each, when }) => each.is === 'one' && when.length === 0 && !said.has(role))
    .map(({ kind }) => kind);
}

/** Every header of some rows: not all of them have all columns in every format. */
function headersOf(rows: readonly SourceRow[]): readonly string[] {
  const headers = new Set<string>();
  for (const { cells } of rows) for (const header in cells) headers.add(header);
  return [...headers];
}

/** `rows` are those of the file that holds the truth apart, or null. */
function compileTruth(
  { truth }: LabelledSet,
  rows: readonly SourceRow[] | null,
): (row: SourceRow) => string | null {
  const pattern = truth.pattern === undefined ? null : new RegExp(truth.pattern, 'u');
  const read = (row: SourceRow): string | null => {
    const text = readCell(row, truth.column);
    const found = pattern === null ? text : (pattern.exec(text)?.[1] ?? '');
    return found === '' ? null : found;
  };
  if (rows === null) return read;
  const keyOf = (row: SourceRow): string =>
    JSON.stringify((truth.key ?? []).map((name) => readCell(row, name)));
  const known = new Map(rows.map((row) => [keyOf(row), read(row)]));
  return (row) => known.get(keyOf(row)) ?? null;
}

/** By the header as written, or but for the spaces around it. */
function readCell(row: SourceRow, column: string): string {
  const header = column in row.cells ? column : Object.keys(row.cells).find((name) => name.trim() === column);
  return header === undefined ? '' : cellText(row.cells[header]);
}

/** The rows of a file; there is nothing to measure on one that has none. @throws {JingweiError} `FILE_UNREADABLE` */
async function readAll(file: string): Promise<readonly SourceRow[]> {
  const all: SourceRow[] = [];
  for await (const rows of readRows(
    file,
    { format: formatOf(file), encoding: 'UTF-8' },
    DEFAULT_READ_LIMITS,
  )) {
    all.push(...rows);
  }
  if (all.length === 0) throw new JingweiError('FILE_UNREADABLE', { file, reason: 'it holds no rows' });
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
