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
import type { EventRow } from './event.ts';
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

interface Learned extends Sides {
  readonly model: Model;
  /** Events that something belongs to. */
  readonly found: number;
}

/** The newest events of a dataset, so many at most. */
type ReadNewest = (dataset: string, most: number) => Promise<readonly EventRow[]>;

/** Reads each of them once, however many pairs a dataset is in. */
function rememberNewest(context: ReadContext): ReadNewest {
  const known = new Map<string, Promise<readonly EventRow[]>>();
  return (dataset, most) => {
    const key = `${dataset} ${most}`;
    const rows =
      known.get(key) ??
      context.graph.read(
        listEvents,
        {
          ...{ ...validBounds(PRESENT, null), dataset, earliest: toDateTime(FAR_PAST), most: BigInt(most) },
          sight: context.access.decision.sight,
        },
        { signal: context.signal, slots: { events: 'events-now' } },
      );
    known.set(key, rows);
    return rows;
  };
}

/** Null where even a few events have too many others around them. */
async function learnPair(
  context: ReadContext,
  { dataset, other }: Sides,
  readNewest: ReadNewest,
): Promise<Learned | null> {
  let best: Learned | null = null;
  for (const sides of [
    { dataset, other },
    { dataset: other, other: dataset },
  ]) {
    const learned = await learnFromFewer(context, sides, readNewest);
    if (learned !== null && (best === null || learned.found > best.found)) best = learned;
  }
  return best;
}

async function learnFromFewer(
  context: ReadContext,
  sides: Sides,
  readNewest: ReadNewest,
): Promise<Learned | null> {
  for (const most of FEWER) {
    try {
      return await learnSides(context, sides, await readNewest(sides.dataset, most));
    } catch (error) {
      if (!(error instanceof JingweiError && error.code === 'QUESTION_TOO_WIDE')) throw error;
    }
  }
  return null;
}

async function learnSides(
  context: ReadContext,
  { dataset, other }: Sides,
  events: readonly EventRow[],
): Promise<Learned> {
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
