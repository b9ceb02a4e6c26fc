import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { DatasetCatalogue, DatasetModel } from './dataset-model.ts';
import { readCatalogue } from './read-catalogue.ts';

interface Kept {
  readonly catalogue: Promise<DatasetCatalogue>;
  /** The same once it is there, so that a page of a thousand sources waits for nothing. */
  readonly present: DatasetCatalogue | undefined;
  readonly at: number;
}

/** How long a catalogue answers, in milliseconds: a change that another process made is seen no later. */
const FRESH = 2_000;
const kept = new WeakMap<Graph, Kept>();

/** The datasets that the graph knows, at most two seconds old. */
export async function loadCatalogue(context: Context): Promise<DatasetCatalogue> {
  const { graph } = context;
  const known = kept.get(graph);
  if (known !== undefined && performance.now() - known.at < FRESH) return known.catalogue;
  const catalogue = readCatalogue(context);
  const reading: Kept = { catalogue, present: known?.present, at: performance.now() };
  kept.set(graph, reading);
  try {
    const present = await catalogue;
    // Forgotten while it was read: what was read may be old already.
    if (kept.get(graph) === reading) kept.set(graph, { ...reading, present });
    return present;
  } catch (error) {
    kept.delete(graph);
    throw error;
  }
}

/** Lets the next reader read again: a dataset has changed. */
export function forgetCatalogue(graph: Graph): void {
  kept.delete(graph);
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
  return (await loadKnowing(context, ({ datasets }) => datasets.has(id))).datasets.get(id);
}

/** The datasets that the graph knows, read again where they do not know what they are asked: it may have become known a moment ago. */
export async function loadKnowing(
  context: Context,
  knows: (catalogue: DatasetCatalogue) => boolean,
): Promise<DatasetCatalogue> {
  const catalogue = await loadCatalogue(context);
  if (knows(catalogue)) return catalogue;
  forgetCatalogue(context.graph);
  return loadCatalogue(context);
}
