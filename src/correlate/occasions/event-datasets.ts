import type { Context } from '../../context.ts';
import { listDatasets } from '../../generated/statements.ts';
import { findDefinition } from '../../intake/dataset-store.ts';

/** The datasets that state events. */
export async function listEventDatasets(context: Context): Promise<readonly string[]> {
  const known = await context.graph.read(listDatasets, {});
  const found: string[] = [];
  for (const { id } of known) {
    const definition = await findDefinition(context, id);
    if (definition?.mapping.mentions.some(({ kind }) => kind === 'Event') === true) found.push(id);
  }
  return found;
}
