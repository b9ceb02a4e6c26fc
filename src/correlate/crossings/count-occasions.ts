import type { Context } from '../../context.ts';
import { countOccasions as countStatement } from '../../generated/statements.ts';
import { occasionPair } from '../occasions/occasion-models.ts';

/**
 * How many events of a dataset belong to one happening with those of each other dataset of events, as it is kept, by pair: events are those of
 * the dataset to which the other one's belong. `datasets`: those that state events.
 */
export async function countOccasions(
  context: Context,
  { datasets, dataset }: { readonly datasets: readonly string[]; readonly dataset: string },
): Promise<ReadonlyMap<string, number>> {
  if (!datasets.includes(dataset)) return new Map();
  const pairs = datasets.filter((other) => other !== dataset).map((other) => occasionPair(dataset, other));
  const rows = await context.graph.read(countStatement, { pairs });
  return new Map(rows.map(({ pair, count }) => [pair, count]));
}
