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
  const effects = new Map<string, 'allow' | 'in-scope' | 'deny'>();
  for (const id of ids) {
    const dataset = access.catalogue.datasets.get(id);
    if (dataset === undefined) continue;
    const { effect } = verdict(id, dataset.classes.record);
    if (effect !== 'deny' || dataset.sharing !== 'closed') effects.set(id, effect);
  }
  const scoped = [...effects.keys()].filter((id) => effects.get(id) === 'in-scope');
  const kept = [...effects.keys()].filter((id) => effects.get(id) !== 'in-scope');
  const [counted, stated] = await Promise.all([
    scoped.length === 0 ? [] : graph.read(countRecordsOfStatement, { datasets: scoped, sight }, { signal }),
    kept.length === 0 ? [] : graph.read(countStatedRecords, { datasets: kept }, { signal }),
  ]);
  return new Map(
    [...counted, ...stated].flatMap(({ dataset, count }) => {
      if (effects.get(dataset) !== 'deny') return [[dataset, count]];
      const steps = tellInSteps(settings, count);
      return steps === 0 ? [] : [[dataset, steps]];
    }),
  );
}
