import type { ReadContext } from '../../access/access.ts';
import { PRESENT, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import {
  countEvents,
  listEventRecords,
  listEvents,
  listOccasionModels,
  listUnfinishedDeliveries,
  markEventsOfRecords,
  noteOccasionModel,
} from '../../generated/statements.ts';
import { type Properties, toDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { MODEL_VERSION, type Model } from '../../resolve/engine/model.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { learnOccasions } from './learn-occasions.ts';
import { noteModel, occasionPair } from './occasion-models.ts';
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

/** Two datasets that both state events, with what was learned of them last. */
interface EventPair {
  readonly sides: Sides;
  /** Records of events of both by now. */
  readonly events: number;
  readonly known: { readonly id: string; readonly isMarked: boolean } | null;
  /** Whether there is more to learn from by now. */
  readonly isDue: boolean;
}

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
  const learned: { readonly id: string; readonly sides: Sides }[] = [];
  for (const pair of await listPairs(context, datasets, delivered)) {
    context.signal?.throwIfAborted();
    const id = pair.isDue ? await learnAnew(context, pair) : unmarkedOf(pair);
    if (id !== null) learned.push({ id, sides: pair.sides });
  }
  const marked = new Set<string>();
  for (const { id, sides } of learned) {
    if (!marked.has(sides.dataset) && !marked.has(sides.other)) {
      await markAll(context, sides.dataset);
      marked.add(sides.dataset);
    }
    await addToModel(context, { id, isMarked: true });
  }
}

function unmarkedOf({ known }: EventPair): string | null {
  return known === null || known.isMarked ? null : known.id;
}

/**
 * Those of which both state events: of the delivered dataset, and of others, which apps may only push, or which were there before happenings
 * were kept; but not while a delivery brings one of those two, which learns of it itself.
 */
async function listPairs(
  context: ReadContext,
  datasets: readonly string[],
  delivered: string,
): Promise<readonly EventPair[]> {
  const rows = await context.graph.read(countEvents, { datasets });
  const counts = new Map(rows.map(({ dataset, count }) => [dataset, count]));
  const unfinished = await context.graph.read(listUnfinishedDeliveries, {});
  const arriving = new Set(unfinished.map(({ dataset }) => dataset));
  const stating = datasets.filter((one) => one !== delivered && (counts.get(one) ?? 0) > 0);
  const settled = stating.filter((one) => !arriving.has(one));
  const sides = [
    ...((counts.get(delivered) ?? 0) > 0 ? stating.map((other) => ({ dataset: delivered, other })) : []),
    ...settled.flatMap((dataset, place) => settled.slice(place + 1).map((other) => ({ dataset, other }))),
  ];
  const pairs = sides.map(({ dataset, other }) => occasionPair(dataset, other));
  const models = new Map(
    (await context.graph.read(listOccasionModels, { pairs })).map((row) => [row.pair, row]),
  );
  return sides.map((two): EventPair => {
    const events = (counts.get(two.dataset) ?? 0) + (counts.get(two.other) ?? 0);
    const last = models.get(occasionPair(two.dataset, two.other));
    const known = last?.version === MODEL_VERSION ? last : null;
    return { sides: two, events, known, isDue: known === null || events >= known.events * GROWN };
  });
}

/** Gives the model by which events are to be compared anew; null where there is too much to learn from, which is tried again when there is more. */
async function learnAnew(context: ReadContext, { sides, events, known }: EventPair): Promise<string | null> {
  const { dataset, other } = sides;
  const learned = await learnPair(context, [sides, { dataset: other, other: dataset }]);
  if (learned === null && known !== null) {
    await addToModel(context, { id: known.id, events: BigInt(events) });
    return known.isMarked ? null : known.id;
  }
  const id = await context.graph.write(async (transaction) =>
    noteModel(transaction, await takeLock(context, transaction), {
      ...(learned ?? { ...sides, model: null }),
      events,
    }),
  );
  return learned === null ? null : id;
}

async function addToModel(
  context: ReadContext,
  properties: Properties & { readonly id: string },
): Promise<void> {
  await context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    await transaction.run(noteOccasionModel, { properties });
  });
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
