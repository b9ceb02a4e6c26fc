import type { ReadContext } from '../../access/access.ts';
import { PRESENT, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { listEvents } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import type { Model } from '../../resolve/engine/model.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import type { EventRow } from './event.ts';
import { learnOccasions } from './learn-occasions.ts';
import { readLooks, type Sides } from './read-looks.ts';
import { findLikely, placePairs } from './score-occasions.ts';

/** Days that events are moved by to see what chance gives: the hour of the day stays. */
export const SHIFTS_IN_DAYS = [-3, -2, -1, 1, 2, 3];
export const DAY = 86_400_000;
/** Events, the newest, that are looked at. */
export const MOST_EVENTS = 5_000;
/** Fewer of them where those have too many others around them. */
const FEWER = [MOST_EVENTS, 500, 50];

export interface Learned extends Sides {
  readonly model: Model;
  /** Events that something belongs to. */
  readonly found: number;
}

/** The newest events of a dataset, so many at most. */
type ReadNewest = (dataset: string, most: number) => Promise<readonly EventRow[]>;

/** Reads each of them once, however many pairs a dataset is in. */
export function rememberNewest(context: ReadContext): ReadNewest {
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
export async function learnPair(
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
