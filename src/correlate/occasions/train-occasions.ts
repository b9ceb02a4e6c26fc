import type { ReadContext } from '../../access/access.ts';
import { listEventRecords, markEventsOfRecords, noteOccasionModel } from '../../generated/statements.ts';
import { type Properties, toDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { type EventPair, listPairs } from './event-pairs.ts';
import { type Learned, learnPair, rememberNewest } from './learn-pair.ts';
import { noteModel } from './occasion-models.ts';
import type { Sides } from './read-looks.ts';

/** Records whose events are marked in one transaction. */
const BATCH = 1_000;

/**
 * Learns of each two datasets of events what belongs together, where nothing was learned yet or there are many more events by now; all events of
 * one of the two are then compared anew. A model says itself whether they are noted for that, so that a stop in between is made up for. Which of
 * two is the event and which was sent to it, nobody said: the direction that finds more is the one. `delivered`: the dataset behind whose
 * delivery this is.
 */
export async function trainOccasions(
  context: ReadContext,
  datasets: readonly string[],
  delivered: string,
): Promise<void> {
  const unmarked: Unmarked[] = [];
  const tried: Tried[] = [];
  const readNewest = rememberNewest(context);
  for (const pair of await listPairs(context, datasets, delivered)) {
    context.signal?.throwIfAborted();
    const id = unmarkedOf(pair);
    if (pair.isDue) tried.push({ pair, learned: await learnPair(context, pair.sides, readNewest) });
    else if (id !== null) unmarked.push({ id, sides: pair.sides });
  }
  unmarked.push(...(await noteTried(context, tried)));
  const marked = new Set<string>();
  for (const { sides } of unmarked) {
    if (marked.has(sides.dataset) || marked.has(sides.other)) continue;
    await markAll(context, sides.dataset);
    marked.add(sides.dataset);
  }
  await noteAll(
    context,
    unmarked.map(({ id }) => ({ id, isMarked: true })),
  );
}

/** A model by which events are still to be compared anew. */
interface Unmarked {
  readonly id: string;
  readonly sides: Sides;
}

function unmarkedOf({ known }: EventPair): string | null {
  return known === null || known.isMarked ? null : known.id;
}

/** What came of learning of a pair; null where there is too much to learn from, which is tried again when there is more. */
interface Tried {
  readonly pair: EventPair;
  readonly learned: Learned | null;
}

/** Keeps what was learned, and gives the models by which events are to be compared anew. */
async function noteTried(context: ReadContext, tried: readonly Tried[]): Promise<readonly Unmarked[]> {
  if (tried.length === 0) return [];
  return context.graph.write(async (transaction) => {
    const at = await takeLock(context, transaction);
    const unmarked: Unmarked[] = [];
    for (const { pair, learned } of tried) {
      const { sides, events, known } = pair;
      let id = unmarkedOf(pair);
      if (learned === null && known !== null) {
        const properties = { id: known.id, events: BigInt(events) };
        await transaction.run(noteOccasionModel, { properties });
      } else {
        const noted = await noteModel(transaction, at, { ...(learned ?? { ...sides, model: null }), events });
        id = learned === null ? null : noted;
      }
      if (id !== null) unmarked.push({ id, sides });
    }
    return unmarked;
  });
}

async function noteAll(
  context: ReadContext,
  models: readonly (Properties & { readonly id: string })[],
): Promise<void> {
  if (models.length === 0) return;
  await context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    for (const properties of models) transaction.send(noteOccasionModel, { properties });
  });
}

async function markAll(context: ReadContext, dataset: string): Promise<void> {
  let [after, afterId] = [toDateTime(FAR_PAST), ''];
  for (;;) {
    context.signal?.throwIfAborted();
    const page = await context.graph.read(listEventRecords, {
      dataset,
      after,
      afterId,
      limit: BigInt(BATCH),
    });
    const last = page.at(-1);
    if (last === undefined) return;
    await context.graph.write(async (transaction) => {
      const at = await takeLock(context, transaction);
      await transaction.run(markEventsOfRecords, { records: page.map(({ id }) => id), at });
    });
    [after, afterId] = [last.validFrom, last.id];
  }
}
