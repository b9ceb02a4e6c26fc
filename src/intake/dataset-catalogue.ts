import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listDatasets } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import type { AttributeKind, StandardiseOptions } from '../standardise/value.ts';
import { getDefinitionByHash } from './dataset-store.ts';
import type { DatasetDefinition } from './definition.ts';
import type { EntityKind } from './mapped.ts';
import { titleOf } from './title-attribute.ts';

export interface DepartmentModel {
  readonly id: string;
  readonly name: string;
}

/** A dataset as readers are given it. */
export interface DatasetModel {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly department: DepartmentModel;
  readonly sharing: DatasetDefinition['contract']['sharing'];
  /** Datasets or other sources that it repeats: what it says is no second opinion. */
  readonly derivedFrom: readonly string[];
  readonly contract: string;
  readonly mapping: string;
  /** Attributes for which its department is the lead source. */
  readonly leads: ReadonlySet<string>;
  /** Kinds and types that its mentions may have. */
  readonly kinds: ReadonlySet<EntityKind>;
  readonly types: ReadonlySet<string>;
  /** Role of a mention → the attribute that its name comes from. */
  readonly titles: ReadonlyMap<string, string>;
}

/** One way in which some dataset reads an attribute of a name. */
export interface AttributeReading {
  readonly kind: AttributeKind;
  readonly options: StandardiseOptions;
}

/** All datasets with their departments: small, read by nearly every request, so it is kept for a moment. */
export interface DatasetCatalogue {
  readonly datasets: ReadonlyMap<string, DatasetModel>;
  readonly departments: ReadonlyMap<string, DepartmentModel>;
  readonly attributes: ReadonlyMap<string, readonly AttributeReading[]>;
  /** Schemes of identifiers that some dataset declares. */
  readonly schemes: ReadonlySet<string>;
}

interface Kept {
  readonly catalogue: Promise<DatasetCatalogue>;
  /** The same once it is there, so that a page of a thousand sources waits for nothing. */
  readonly present: DatasetCatalogue | undefined;
  readonly at: number;
}

/** After this many milliseconds a catalogue is read again, while the old one still answers. */
const FRESH = 2_000;
/** After this many milliseconds the old one answers no more. */
const STALE = 10_000;
const kept = new WeakMap<Graph, Kept>();

/** The datasets that the graph knows, a second or so old. */
export async function loadCatalogue(context: Context): Promise<DatasetCatalogue> {
  const { graph } = context;
  const known = kept.get(graph);
  const age = known === undefined ? STALE : performance.now() - known.at;
  if (known !== undefined && age < FRESH) return known.catalogue;
  const fresh = readCatalogue(context);
  const usable = known !== undefined && age < STALE ? known : { catalogue: fresh, present: undefined };
  kept.set(graph, { ...usable, at: performance.now() });
  const keepFresh = fresh.then(
    (present) => kept.set(graph, { catalogue: fresh, present, at: performance.now() }),
    // Whoever asks next reads again, and is told what went wrong.
    () => kept.delete(graph),
  );
  if (known !== undefined && age < STALE) return known.catalogue;
  await keepFresh;
  return fresh;
}

/** One dataset, even if it became known a moment ago; at once where that is possible. Throws DATASET_UNKNOWN. */
export function getDataset(context: Context, id: string): DatasetModel | Promise<DatasetModel> {
  return kept.get(context.graph)?.present?.datasets.get(id) ?? readDataset(context, id);
}

async function readDataset(context: Context, id: string): Promise<DatasetModel> {
  const dataset = await findDataset(context, id);
  if (dataset === undefined) throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
  return dataset;
}

/** One dataset, even if it became known a moment ago. */
export async function findDataset(context: Context, id: string): Promise<DatasetModel | undefined> {
  const known = (await loadCatalogue(context)).datasets.get(id);
  if (known !== undefined) return known;
  kept.delete(context.graph);
  return (await loadCatalogue(context)).datasets.get(id);
}

async function readCatalogue(context: Context): Promise<DatasetCatalogue> {
  // Shared by requests: one client that goes away must not stop it for the others.
  const { signal: _, ...unstopped } = context;
  const rows = await unstopped.graph.read(listDatasets, {});
  const departments = new Map<string, DepartmentModel>();
  const datasets = new Map<string, DatasetModel>();
  const attributes = new Map<string, AttributeReading[]>();
  const schemes = new Set<string>();
  for (const row of rows) {
    const definition = await findDefinition(unstopped, row.definition);
    const department = departments.get(row.department) ?? { id: row.department, name: row.departmentName };
    departments.set(department.id, department);
    datasets.set(row.id, {
      id: row.id,
      name: row.name,
      description: row.description,
      department,
      sharing: definition.contract.sharing,
      derivedFrom: row.derivedFrom,
      contract: definition.contractText,
      mapping: definition.mappingText,
      leads: new Set(definition.mapping.leads),
      kinds: new Set(definition.mapping.mentions.map(({ kind }) => kind)),
      types: new Set(definition.mapping.mentions.map(({ type }) => type)),
      titles: new Map(definition.mapping.mentions.map((mention) => [mention.role, titleOf(mention) ?? ''])),
    });
    collectReadings(definition, attributes, schemes);
  }
  return { datasets, departments, attributes, schemes };
}

const definitions = new Map<string, DatasetDefinition>();
const MOST_DEFINITIONS = 1_000;

/** Definitions never change under their hash. */
async function findDefinition(context: Context, hash: string): Promise<DatasetDefinition> {
  const known = definitions.get(hash);
  if (known !== undefined) return known;
  if (definitions.size >= MOST_DEFINITIONS) definitions.clear();
  const read = await getDefinitionByHash(context, hash);
  definitions.set(hash, read);
  return read;
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
