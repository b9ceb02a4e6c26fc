import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listDatasets, listDefinitions } from '../generated/statements.ts';
import { digest } from '../ids.ts';
import { type DatasetClasses, readClasses, UNKNOWN_CLASSES } from './dataset-classes.ts';
import type { AttributeReading, DatasetCatalogue, DatasetModel, DepartmentModel } from './dataset-model.ts';
import { type DatasetDefinition, parseDefinition } from './definition.ts';
import type { EntityKind } from './mapped.ts';
import { titleOf } from './title-attribute.ts';
import { readDecisions } from './value-decisions.ts';

type DatasetRow = NonNullable<(typeof listDatasets)['types']>['row'];

/** Definitions that were read before: they never change under their hash. Null: not readable by this version. */
const definitions = new Map<string, ReadDefinition>();
const MOST_DEFINITIONS = 1_000;

interface ReadDefinition {
  readonly contractText: string;
  readonly mappingText: string;
  /** Null when this version reads contracts or mappings more strictly than the one that took it in. */
  readonly parsed: DatasetDefinition | null;
  readonly classes: DatasetClasses;
}

/** Reads all datasets with what their definitions say of them. */
export async function readCatalogue(context: Context): Promise<DatasetCatalogue> {
  // Shared by requests: one client that goes away must not stop it for the others, so no signal is passed on.
  const [rows, decisions] = await Promise.all([context.graph.read(listDatasets, {}), readDecisions(context)]);
  await learnDefinitions(
    context,
    rows.map(({ definition }) => definition),
  );
  const departments = new Map<string, DepartmentModel>();
  const datasets = new Map<string, DatasetModel>();
  const attributes = new Map<string, AttributeReading[]>();
  const schemes = new Set<string>();
  for (const row of rows) {
    const department = departments.get(row.department) ?? { id: row.department, name: row.departmentName };
    departments.set(department.id, department);
    const definition = definitions.get(row.definition);
    datasets.set(row.id, toDataset(row, department, definition));
    if (definition?.parsed != null) collectReadings(definition.parsed, attributes, schemes);
  }
  const version = digest(
    ...rows.map(
      ({ id, department, definition, holdsBack }) => `${id} ${department} ${definition} ${holdsBack}`,
    ),
  );
  return { datasets, departments, attributes, schemes, decisions, version };
}

function toDataset(
  row: DatasetRow,
  department: DepartmentModel,
  definition: ReadDefinition | undefined,
): DatasetModel {
  const { contract, mapping } = definition?.parsed ?? { contract: null, mapping: null };
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    department,
    sharing: contract?.sharing ?? 'closed',
    derivedFrom: row.derivedFrom,
    contract: definition?.contractText ?? '',
    mapping: definition?.mappingText ?? '',
    leads: new Set(mapping?.leads ?? []),
    kinds: mapping === null ? null : new Set(mapping.mentions.map(({ kind }) => kind)),
    classes: definition?.classes ?? UNKNOWN_CLASSES,
    holdsBack: row.holdsBack,
    types: mapping === null ? null : typesOf(mapping.mentions),
    titles: new Map(mapping?.mentions.map((mention) => [mention.role, titleOf(mention) ?? ''])),
  };
}

function typesOf(
  mentions: DatasetDefinition['mapping']['mentions'],
): ReadonlyMap<string, ReadonlySet<EntityKind>> {
  const types = new Map<string, Set<EntityKind>>();
  for (const { type, kind } of mentions) types.set(type, (types.get(type) ?? new Set()).add(kind));
  return types;
}

async function learnDefinitions(context: Context, hashes: readonly string[]): Promise<void> {
  const unknown = [...new Set(hashes)].filter((hash) => !definitions.has(hash));
  if (unknown.length === 0) return;
  if (definitions.size + unknown.length > MOST_DEFINITIONS) definitions.clear();
  const missing = [...new Set(hashes)].filter((hash) => !definitions.has(hash));
  const rows = await context.graph.read(listDefinitions, { hashes: missing });
  for (const { hash, ...texts } of rows) {
    const { contractText, mappingText } = texts;
    const parsed = parseOrNull(texts);
    const classes = parsed === null ? UNKNOWN_CLASSES : readClasses(parsed);
    definitions.set(hash, { contractText, mappingText, parsed, classes });
  }
}

/** One dataset whose old contract no longer parses must not close the API for all others. */
function parseOrNull(texts: Parameters<typeof parseDefinition>[0]): DatasetDefinition | null {
  try {
    return parseDefinition(texts);
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
