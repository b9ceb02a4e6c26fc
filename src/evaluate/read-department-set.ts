import { dirname, resolve } from 'node:path';
import { cellText } from '../intake/contract/cell-text.ts';
import { type ContractObject, findColumn } from '../intake/contract/contract.ts';
import { type DatasetDefinition, loadDefinition } from '../intake/definition.ts';
import type { EntityKind, MappedMention, SourceRow } from '../intake/mapped.ts';
import { contentKey } from '../intake/mapping/content-key.ts';
import { onceRoleOf } from '../intake/mapping/mapping.ts';
import { DEFAULT_READ_LIMITS } from '../intake/readers/limits.ts';
import { type FileFormat, readRows } from '../intake/readers/read-rows.ts';
import { createRowMapper, isRowFault } from '../intake/row-mapper.ts';
import {
  type Label,
  type LabelledMention,
  type LabelledSource,
  toMentionStates,
} from './labelled-mentions.ts';
import { checkDepartmentSet, type DepartmentSet } from './parse-department-set.ts';

type DatasetShape = DepartmentSet['datasets'][number];
interface Dataset {
  readonly shape: DatasetShape;
  readonly file: string;
  readonly definition: DatasetDefinition;
}
type LabelOf = (dataset: string, key: string, mention: MappedMention, rows: readonly SourceRow[]) => Label;

/**
 * Opens datasets of departments with their ordinary contracts and mappings. Files lie in `folder`, or beside the set.
 * @throws {JingweiError} what reading a contract, a mapping or a file throws
 */
export async function openDepartmentSet(
  path: string,
  set: DepartmentSet,
  folder: string | undefined,
): Promise<LabelledSource> {
  const base = folder ?? dirname(path);
  const datasets: Dataset[] = [];
  for (const shape of set.datasets) {
    const definition = await loadDefinition(resolve(dirname(path), shape.contract));
    datasets.push({ shape, file: resolve(base, shape.file), definition });
  }
  const definitions = datasets.map(({ definition }) => definition);
  checkDepartmentSet(set, definitions);
  const kinds = new Set(definitions.flatMap(({ mapping }) => mapping.mentions.map(({ kind }) => kind)));
  let rows = 0;
  return {
    kinds: [...kinds],
    onceIn: new Map(
      datasets.flatMap(({ definition: { id, mapping } }) => {
        const role = onceRoleOf(mapping);
        return role === null ? [] : [[id, role] as const];
      }),
    ),
    undeclared: new Set(),
    rows: () => rows,
    find: set.find,
    async read(kind, take) {
      const wanted = datasets.filter(({ definition }) =>
        definition.mapping.mentions.some((mention) => mention.kind === kind),
      );
      const labelOf = await openTruth(set, wanted, base, kind);
      rows = 0;
      for (const dataset of wanted) rows += await readDataset(dataset, kind, labelOf, take);
    },
  };
}

async function readDataset(
  { shape, file, definition }: Dataset,
  kind: EntityKind,
  labelOf: LabelOf,
  take: (mention: LabelledMention) => void,
): Promise<number> {
  const { contract, mapping, id } = definition;
  const mapper = createRowMapper({
    ...definition,
    mapping: {
      ...mapping,
      mentions: mapping.mentions.filter((mention) => mention.kind === kind),
      relations: [],
    },
  });
  const hidden = shape.hide.map((name) => headerOf(contract.object, name));
  const emit = (key: string, rows: readonly SourceRow[]): void => {
    const shown = hidden.length === 0 ? rows : rows.map((row) => without(row, hidden));
    const record = mapper.map(key, shown);
    if (isRowFault(record)) return;
    for (const [mention, mapped] of toMentionStates(id, record))
      take({ mention, label: labelOf(id, key, mapped, rows), rows: rows.length });
  };
  // A record may have several rows, far apart: it is mapped when the last of them was read.
  const counts = new Map<string, number>();
  let count = 0;
  for await (const row of soundRows(definition, file, mapper.check)) {
    count += 1;
    const key = mapper.keyOf(row) ?? contentKey(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const waiting = new Map<string, SourceRow[]>();
  for await (const row of soundRows(definition, file, mapper.check)) {
    const key = mapper.keyOf(row) ?? contentKey(row);
    const wanted = counts.get(key) ?? 1;
    if (wanted === 1) {
      emit(key, [row]);
      continue;
    }
    const rows = waiting.get(key) ?? [];
    rows.push(row);
    waiting.set(key, rows);
    if (rows.length === wanted) {
      waiting.delete(key);
      emit(key, rows);
    }
  }
  return count;
}

async function* soundRows(
  { contract }: DatasetDefinition,
  file: string,
  check: (row: SourceRow) => unknown,
): AsyncGenerator<SourceRow> {
  const { format, encoding, sheet } = contract;
  const asSaid: FileFormat = { format, encoding, ...(sheet === null ? {} : { sheet }) };
  for await (const rows of readRows(file, asSaid, DEFAULT_READ_LIMITS)) {
    for (const row of rows) if (check(row) === null) yield row;
  }
}

function headerOf(object: ContractObject, name: string): string {
  return findColumn(object, name)?.physicalName ?? name;
}

function without(row: SourceRow, headers: readonly string[]): SourceRow {
  const blank = Object.fromEntries(headers.map((header) => [header, '']));
  return { ...row, cells: { ...row.cells, ...blank } };
}

/** Who the mentions of one kind are: as columns of their dataset say, or the file that names each mention. */
async function openTruth(
  set: DepartmentSet,
  datasets: readonly Dataset[],
  base: string,
  kind: EntityKind,
): Promise<LabelOf> {
  const columns = new Map(
    datasets.map(({ shape, definition }) => [
      String(definition.id),
      new Map(
        Object.entries(shape.truth).map(([role, names]) => [
          role,
          names.map((name) => headerOf(definition.contract.object, name)),
        ]),
      ),
    ]),
  );
  const asked = new Set(
    datasets.flatMap(({ definition: { id, mapping } }) =>
      mapping.mentions.filter((mention) => mention.kind === kind).map(({ role }) => `${id} ${role}`),
    ),
  );
  const named = set.truth === undefined ? null : await readTruth(resolve(base, set.truth.file), asked);
  return (dataset, key, { role, itemKey }, rows) => {
    const headers = columns.get(dataset)?.get(role);
    if (headers === undefined) return named?.get(truthKey(dataset, key, role, itemKey)) ?? null;
    const labels = rows.flatMap((row) => headers.map((header) => cellText(row.cells[header])));
    const known = [...new Set(labels.filter((label) => label !== ''))];
    return known.length > 1 ? known : (known[0] ?? null);
  };
}

const truthKey = (...parts: readonly string[]): string => parts.join('\n');

/** The entities of mentions of some datasets and roles. */
async function readTruth(file: string, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const truth = new Map<string, string>();
  for await (const rows of readRows(file, { format: 'csv', encoding: 'UTF-8' }, DEFAULT_READ_LIMITS)) {
    for (const { cells } of rows) {
      const [dataset, record, role, item, entity] = TRUTH_COLUMNS.map((name) => cellText(cells[name]));
      if (entity !== undefined && entity !== '' && wanted.has(`${dataset} ${role}`))
        truth.set(truthKey(dataset ?? '', record ?? '', role ?? '', item ?? ''), entity);
    }
  }
  return truth;
}

const TRUTH_COLUMNS = ['dataset', 'record', 'role', 'item', 'entity'] as const;
