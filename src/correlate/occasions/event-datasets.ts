import type { Context } from '../../context.ts';
import { listEventDatasets as listStatement } from '../../generated/statements.ts';

/** The datasets that have stated events. */
export async function listEventDatasets(context: Context): Promise<readonly string[]> {
  return (await context.graph.read(listStatement, {})).map(({ id }) => id);
}
