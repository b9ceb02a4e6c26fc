import type { Context } from '../../context.ts';
import { countOccasions as countStatement } from '../../generated/statements.ts';
import { hasEvents, listEventDatasets } from '../occasions/event-datasets.ts';
import { occasionPair } from '../occasions/occasion-models.ts';

/**
 * How many events of a dataset belong to one happening with those of each other dataset of events, as it is kept, by pair: events are those of
 * the dataset to which the other one's belong.
 */
export async function countOccasions(
  context: Context,
  dataset: string,
): Promise<ReadonlyMap<string, number>> {
  if (!(await hasEvents(context, dataset))) return new Map();
  const datasets = await listEventDatasets(context);
  const pairs = datasets.filter((other) => other !== dataset).map((other) => occasionPair(dataset, other));
  const rows = await context.graph.read(countStatement, { pairs });
  return new Map(rows.map(({ pair, count }) => [pair, count]));
}
