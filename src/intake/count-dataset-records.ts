import type { ReadContext } from '../access/access.ts';
import { tellInSteps } from '../access/small-count.ts';
import { countRecordsOf as countRecordsOfStatement, countStatedRecords } from '../generated/statements.ts';

/**
 * How many records each of some datasets states. Who may not see them one by one is told in steps; of a closed dataset,
 * and of fewer than one step, nothing: it is left out.
 */
export async function countRecordsOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { graph, signal, access, settings } = context;
  const { sight, verdict } = access.decision;
  const known = ids.flatMap((id) => access.catalogue.datasets.get(id) ?? []);
  const isSeen = ({ id, classes }: (typeof known)[number]): boolean =>
    verdict(id, classes.record).effect !== 'deny';
  const seen = known.filter(isSeen).map(({ id }) => id);
  const told = known
    .filter((dataset) => !isSeen(dataset) && dataset.sharing !== 'closed')
    .map(({ id }) => id);
  const [counted, stated] = await Promise.all([
    seen.length === 0 ? [] : graph.read(countRecordsOfStatement, { datasets: seen, sight }, { signal }),
    told.length === 0 ? [] : graph.read(countStatedRecords, { datasets: told }, { signal }),
  ]);
  return new Map([
    ...counted.map(({ dataset, count }) => [dataset, count] as const),
    ...stated.flatMap(({ dataset, count }) => {
      const steps = tellInSteps(settings, count);
      return steps === 0 ? [] : [[dataset, steps] as const];
    }),
  ]);
}
