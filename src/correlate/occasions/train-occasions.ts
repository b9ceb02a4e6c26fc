import type { ReadContext } from '../../access/access.ts';
import { PRESENT, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import {
  countEvents,
  listEventRecords,
  listEvents,
  markEventsOfRecords,
} from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { Model } from '../../resolve/engine/model.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { learnOccasions } from './learn-occasions.ts';
import { noteModel, type OccasionModel, occasionPair } from './occasion-models.ts';
import { readLooks, type Sides } from './read-looks.ts';
import { findLikely, placePairs } from './score-occasions.ts';

/** Days that events are moved by to see what chance gives: the hour of the day stays. */
export const SHIFTS_IN_DAYS = [-3, -2, -1, 1, 2, 3];
export const DAY = 86_400_000;
/** Events, the newest, that are looked at. */
export const MOST_EVENTS = 5_000;
/** A model is learned anew once there are so many times as many events as it was learned of. */
const GROWN = 1.5;
/** Fewer of them where those have too many others around them. */
const FEWER = [MOST_EVENTS, 500, 50];
/** Records whose events are marked in one transaction. */
const BATCH = 1_000;

/**
 * Learns of each other dataset of events what belongs together with those of one, where nothing was learned yet or there are many more
 * events by now; all events of the dataset are then compared anew. Which of two is the event and which was sent to it, nobody said: the
 * direction that finds more is the one.
 */
export async function trainOccasions(
  context: ReadContext,
  dataset: string,
  others: readonly string[],
  models: ReadonlyMap<string, OccasionModel>,
): Promise<void> {
  const rows = await context.graph.read(countEvents, { datasets: [dataset, ...others] });
  const counts = new Map(rows.map((row) => [row.dataset, row.count]));
  const own = counts.get(dataset) ?? 0;
  let isLearned = false;
  for (const other of others) {
    const count = counts.get(other) ?? 0;
    const known = models.get(occasionPair(dataset, other));
    if (own === 0 || count === 0 || (known !== undefined && own + count < known.events * GROWN)) continue;
    const learned = await learnPair(context, [
      { dataset, other },
      { dataset: other, other: dataset },
    ]);
    if (learned === null) continue;
    await context.graph.write(async (transaction) => {
      const at = await takeLock(context, transaction);
      await noteModel(transaction, at, { ...learned, events: own + count });
    });
    isLearned = true;
  }
  if (isLearned) await markAll(context, dataset);
}

interface Learned extends Sides {
  readonly model: Model;
  /** Events that something belongs to. */
  readonly found: number;
}

/** Null where even a few events have too many others around them. */
async function learnPair(context: ReadContext, directions: readonly Sides[]): Promise<Learned | null> {
  let best: Learned | null = null;
  for (const sides of directions) {
    const learned = await learnFromFewer(context, sides);
    if (learned !== null && (best === null || learned.found > best.found)) best = learned;
  }
  return best;
}

async function learnFromFewer(context: ReadContext, sides: Sides): Promise<Learned | null> {
  for (const most of FEWER) {
    try {
      return await learnSides(context, sides, most);
    } catch (error) {
      if (!(error instanceof JingweiError && error.code === 'QUESTION_TOO_WIDE')) throw error;
    }
  }
  return null;
}

async function learnSides(context: ReadContext, { dataset, other }: Sides, most: number): Promise<Learned> {
  const events = await context.graph.read(
    listEvents,
    {
      ...{ ...validBounds(PRESENT, null), dataset, earliest: toDateTime(FAR_PAST), most: BigInt(most) },
      sight: context.access.decision.sight,
    },
    { signal: context.signal, slots: { events: 'events-now' } },
  );
  const shifts = [0, ...SHIFTS_IN_DAYS.map((days) => days * DAY)];
  const looks = await readLooks(context, PRESENT, events, { other, shifts, turned: false });
  const [pairs = [], ...shifted] = await placePairs(looks);
  const model = learnOccasions(pairs, shifted, events.length);
  const [likely = []] = await findLikely({ id: null, model }, [pairs]);
  return { dataset, other, model, found: new Set(likely.map(({ event }) => event.id)).size };
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
