import type { Context } from '../../context.ts';
import { listDatasets } from '../../generated/statements.ts';
import { findDefinition } from '../../intake/dataset-store.ts';

/** Whether a dataset states events. */
export async function hasEvents(context: Context, dataset: string): Promise<boolean> {
  const definition = await findDefinition(context, dataset);
  return definition?.mapping.mentions.some(({ kind }) => kind === 'Event') === true;
}

/** The datasets that state events. */
export async function listEventDatasets(context: Context): Promise<readonly string[]> {
  const known = await context.graph.read(listDatasets, {});
  const found: string[] = [];
  for (const { id } of known) if (await hasEvents(context, id)) found.push(id);
  return found;
}
