import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listDatasets, listDefinitions } from '../generated/statements.ts';
import { digest } from '../ids.ts';
import { UNKNOWN_CLASSES } from './dataset-classes.ts';
import type { AttributeReading, DatasetCatalogue, DatasetModel, DepartmentModel } from './dataset-model.ts';
import { type DatasetDefinition, parseStoredDefinition } from './definition.ts';
import { mentionedTypes, protectedClasses, sealed } from './definition-history.ts';
import { titleOf } from './title-attribute.ts';
import { readDecisions } from './value-decisions.ts';

type DatasetRow = NonNullable<(typeof listDatasets)['types']>['row'];

/** Definitions that were read before: they never change under their hash. Null: not readable by this version. */
const definitions = new Map<string, ReadDefinition>();
/** Above so many, those that the graph at hand does not name are let go. */
const MANY_DEFINITIONS = 1_000;
/** What each history came to, by the hashes in it: a catalogue is read every other second. */
const facts = new Map<string, HistoryFacts>();

type HistoryFacts = Pick<DatasetModel, 'types' | 'linkTypes' | 'classes'>;

interface ReadDefinition {
  readonly contractText: string;
  readonly mappingText: string;
  /** Null when this version reads contracts or mappings more strictly than the one that took it in. */
  readonly parsed: DatasetDefinition | null;
}

/** Reads all datasets with what their definitions say of them. */
export async function readCatalogue(context: Context): Promise<DatasetCatalogue> {
  // Shared by requests: one client that goes away must not stop it for the others, so no signal is passed on.
  const [rows, decisions] = await Promise.all([context.graph.read(listDatasets, {}), readDecisions(context)]);
  const known = await learnDefinitions(context, new Set(rows.flatMap((row) => row.definitions)));
  const departments = new Map<string, DepartmentModel>();
  const datasets = new Map<string, DatasetModel>();
  const attributes = new Map<string, AttributeReading[]>();
  const schemes = new Set<string>();
  const histories = rows.map((row) => row.definitions.map((hash) => known.get(hash)));
  for (const [index, row] of rows.entries()) {
    const department = departments.get(row.department) ?? { id: row.department, name: row.departmentName };
    departments.set(department.id, department);
    datasets.set(row.id, toDataset(row, department, histories[index] ?? []));
  }
  // What is read a certain way today comes first: a description of a person is read so.
  const present = histories.flatMap((history) => history.at(-1)?.parsed ?? []);
  const former = histories.flatMap((history) => history.slice(0, -1).flatMap((one) => one?.parsed ?? []));
  for (const definition of [...present, ...former]) collectReadings(definition, attributes, schemes);
  const version = digest(
    ...rows.map((row) => `${row.id} ${row.department} ${row.definitions.join()} ${row.holdsBack}`),
  );
  return { datasets, departments, attributes, schemes, decisions, version };
}

function toDataset(
  row: DatasetRow,
  department: DepartmentModel,
  history: readonly (ReadDefinition | undefined)[],
): DatasetModel {
  const definition = history.at(-1);
  const present = definition?.parsed ?? null;
  const { types, linkTypes, classes } = factsOf(row.definitions, history);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    department,
    sharing: present?.contract.sharing ?? 'closed',
    derivedFrom: row.derivedFrom,
    contract: definition?.contractText ?? '',
    mapping: definition?.mappingText ?? '',
    leads: new Set(present?.mapping.leads ?? []),
    kinds: types === null ? null : new Set([...types.values()].flatMap((kinds) => [...kinds])),
    classes,
    recordedFrom: row.recordedFrom,
    holdsBack: row.holdsBack,
    types,
    linkTypes,
    titles: new Map(present?.mapping.mentions.map((mention) => [mention.role, titleOf(mention) ?? ''])),
  };
}

function factsOf(hashes: readonly string[], history: readonly (ReadDefinition | undefined)[]): HistoryFacts {
  const key = hashes.join();
  const known = facts.get(key);
  if (known !== undefined) return known;
  const found = findFacts(history.map((one) => one?.parsed ?? null));
  if (facts.size >= MANY_DEFINITIONS) facts.clear();
  // A definition that was not found may be there the next time.
  if (!history.includes(undefined)) facts.set(key, found);
  return found;
}

function findFacts(all: readonly (DatasetDefinition | null)[]): HistoryFacts {
  const readable = all.filter((one) => one !== null);
  const isWhole = readable.length === all.length;
  const types = isWhole ? mentionedTypes(readable) : null;
  const linkTypes = isWhole
    ? new Set(readable.flatMap(({ mapping }) => mapping.relations.map(({ type }) => type)))
    : null;
  const present = all.at(-1) ?? null;
  if (present === null) return { types, linkTypes, classes: UNKNOWN_CLASSES };
  const classes = protectedClasses({ former: readable.slice(0, -1), present });
  // What a definition that cannot be read any more took for protected may be among it.
  return { types, linkTypes, classes: isWhole ? classes : sealed(classes) };
}

async function learnDefinitions(
  context: Context,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadDefinition>> {
  const missing = [...hashes].filter((hash) => !definitions.has(hash));
  const rows = missing.length === 0 ? [] : await context.graph.read(listDefinitions, { hashes: missing });
  for (const { hash, ...texts } of rows) {
    const { contractText, mappingText } = texts;
    definitions.set(hash, { contractText, mappingText, parsed: parseOrNull(texts) });
  }
  const known = new Map([...definitions].filter(([hash]) => hashes.has(hash)));
  if (definitions.size > MANY_DEFINITIONS)
    for (const hash of definitions.keys()) if (!known.has(hash)) definitions.delete(hash);
  return known;
}

/** One dataset whose old contract no longer parses must not close the API for all others. */
function parseOrNull(texts: Parameters<typeof parseStoredDefinition>[0]): DatasetDefinition | null {
  try {
    return parseStoredDefinition(texts);
  } catch (error) {
    if (error instanceof JingweiError) return null;
    throw error;
  }
}

function collectReadings(
  { contract, mapping }: DatasetDefinition,
  attributes: Map<string, AttributeReading[]>,
  schemes: Set<string>,
): void {
  const { timeZone, calendar, region } = contract;
  for (const { name, kind, scheme, list } of mapping.mentions.flatMap((mention) => mention.attributes)) {
    const options = {
      timeZone,
      calendar,
      region,
      ...(scheme === null ? {} : { scheme }),
      ...(list === null ? {} : { list }),
    };
    if (scheme !== null) schemes.add(scheme);
    const known = attributes.get(name) ?? [];
    const text = JSON.stringify({ kind, options });
    if (!known.some((reading) => JSON.stringify(reading) === text)) known.push({ kind, options });
    attributes.set(name, known);
  }
}
