import { openWholeAccess } from '../../access/whole-access.ts';
import { PRESENT } from '../../as-of.ts';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { findDefinition } from '../../intake/dataset-store.ts';
import { findOccasions } from '../occasions/find-occasions.ts';
import { pairOf } from './crossed.ts';

/**
 * How many events of a dataset belong to one happening with those of each other dataset of events, by pair, of its newest 5,000
 * events. A pair with too many candidates to look at is left out.
 */
export async function countOccasions(
  context: Context,
  dataset: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  if (!(await statesEvents(context, dataset))) return counts;
  const access = await openWholeAccess(context);
  for (const other of access.catalogue.datasets.keys()) {
    if (other === dataset || !(await statesEvents(context, other))) continue;
    const [a, b] = pairOf(dataset, other);
    // Which of two is the event and which was sent to it, nobody said: the direction that finds more is the one.
    const found = await Promise.all(
      [
        { dataset: a, other: b },
        { dataset: b, other: a },
      ].map(async (sides) => {
        try {
          const args = { ...sides, timeZone: 'UTC', first: 1 };
          return (await findOccasions({ ...context, access }, PRESENT, args)).eventsFound;
        } catch (error) {
          if (error instanceof JingweiError && error.code === 'QUESTION_TOO_WIDE') return null;
          throw error;
        }
      }),
    );
    const known = found.filter((count) => count !== null);
    if (known.length > 0) counts.set(`${a} ${b}`, Math.max(...known));
  }
  return counts;
}

async function statesEvents(context: Context, dataset: string): Promise<boolean> {
  const definition = await findDefinition(context, dataset);
  return definition?.mapping.mentions.some(({ kind }) => kind === 'Event') ?? false;
}
