import type { ReadContext } from '../../access/access.ts';
import { openWholeAccess } from '../../access/whole-access.ts';
import { PRESENT } from '../../as-of.ts';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import {
  listDueEvents,
  readRecordedTime,
  settleOccasions as settleStatement,
} from '../../generated/statements.ts';
import { type DateTime, OPEN_END, type Properties, toDateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import type { DeliveryId, MentionId, RecordId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import type { EventRow } from './event.ts';
import { type OccasionModel, occasionPair, readModelsOf } from './occasion-models.ts';
import { readLooks } from './read-looks.ts';
import { findLikely, type ScoredPair } from './score-occasions.ts';
import { trainOccasions } from './train-occasions.ts';

/** Events that are compared at once. */
const EVENTS = 1_000;
const EARLIEST = toDateTime(FAR_PAST);

interface DueEvent extends EventRow {
  readonly mention: MentionId;
  readonly due: DateTime;
  readonly dataset: string;
  readonly stands: boolean;
}

/**
 * Behind a delivery: learns what belongs together, where there is more to learn from by now, then compares what it changed. A delivery that was
 * cut short here goes on when it is resumed. `datasets`: those that state events; `dataset`: the one that was delivered, whatever it states.
 */
export async function settleOccasions(
  context: Context,
  delivery: DeliveryId,
  { datasets, dataset }: { readonly datasets: readonly string[]; readonly dataset: string },
): Promise<void> {
  const whole: ReadContext = { ...context, access: await openWholeAccess(context) };
  await trainOccasions(whole, datasets, dataset);
  await compareDue(context, { cause: delivery, since: null });
}

/**
 * Compares the events that are due with those of other datasets around them, and keeps which belong to one happening. Events are read before the
 * writer's lock is taken: of what was stated anew meanwhile nothing is kept. `cause`: what ends links that are found no more. `since`: only what
 * is due since this time or later; null for all of it.
 */
export async function compareDue(
  context: Context,
  {
    cause,
    since,
  }: {
    readonly cause: string;
    readonly since: DateTime | null;
  },
): Promise<void> {
  let until: DateTime | null = null;
  for (;;) {
    context.signal?.throwIfAborted();
    const [written] = await context.graph.read(readRecordedTime, {});
    const began = written?.at ?? null;
    if (began === null) return;
    // What another process goes on noting is that one's to compare, unless it was taken here before.
    until ??= began;
    const span = { since: since ?? EARLIEST, until };
    const rows = await context.graph.read(listDueEvents, { ...span, limit: BigInt(EVENTS) });
    if (rows.length === 0) return;
    const whole: ReadContext = { ...context, access: await openWholeAccess(context) };
    const due = rows.map(({ id, record, ...row }): DueEvent => ({ ...row, mention: id, id: record }));
    // Behind the events: what another process learned before these were due is known to it.
    const models = await readModelsOf(context, [...new Set(due.map(({ dataset }) => dataset))]);
    if ((await settleSome(whole, due, models, { cause, began })) > 0) until = null;
  }
}

/** Gives how many of the events were noted anew meanwhile, and are to be compared again. */
async function settleSome(
  context: ReadContext,
  due: readonly DueEvent[],
  models: readonly OccasionModel[],
  { cause, began }: { readonly cause: string; readonly began: DateTime },
): Promise<number> {
  const standing = groupRows(
    due.filter(({ stands }) => stands),
    ({ dataset }) => dataset,
  );
  const rows = new Map<string, LinkRow>();
  for (const known of models) {
    for (const turned of [false, true]) {
      const [own, other] = turned ? [known.other, known.dataset] : [known.dataset, known.other];
      for (const pair of await compare(context, known, standing.get(own) ?? [], { other, turned }))
        rows.set(`${pair.event.id} ${pair.other.id}`, toLink(pair, known));
    }
  }
  const found = groupRows([...rows.values()].flatMap(signOf), ([record]) => record);
  return context.graph.write(async (transaction) => {
    const at = await takeLock(context, transaction);
    const [settled] = await transaction.run(settleStatement, {
      ...{ at, began, end: OPEN_END, cause, rows: [...rows.values()] },
      due: due.map(({ mention, id, due: mark }) => ({
        ...{ id: mention, due: mark },
        found: (found.get(id) ?? []).map(([, sign]) => sign),
      })),
    });
    return settled?.dueAgain ?? 0;
  });
}

/** Events with too many others around them are left out. */
async function compare(
  context: ReadContext,
  known: OccasionModel,
  events: readonly DueEvent[],
  { other, turned }: { readonly other: string; readonly turned: boolean },
): Promise<readonly ScoredPair[]> {
  try {
    const looks = await readLooks(context, PRESENT, events, { other, shifts: [0], turned });
    const [likely = []] = await findLikely(known, looks);
    return likely;
  } catch (error) {
    if (!(error instanceof JingweiError && error.code === 'QUESTION_TOO_WIDE')) throw error;
    if (events.length < 2) return [];
    const middle = events.length >> 1;
    const halves = [events.slice(0, middle), events.slice(middle)];
    const found: ScoredPair[] = [];
    for (const half of halves) found.push(...(await compare(context, known, half, { other, turned })));
    return found;
  }
}

interface LinkRow {
  readonly from: RecordId;
  readonly to: RecordId;
  readonly properties: Properties & { readonly model: string; readonly evidence: string };
}

/** What a link is known again by, from either of its ends: the other one, by which model, for which reasons. */
function signOf({ from, to, properties }: LinkRow): readonly (readonly [RecordId, string])[] {
  const { model, evidence } = properties;
  return [
    [from, `${to} ${model} ${evidence}`],
    [to, `${from} ${model} ${evidence}`],
  ];
}

function toLink(
  { event, other, minutes, probability, evidence }: ScoredPair,
  { id, dataset, other: otherDataset }: OccasionModel,
): LinkRow {
  return {
    ...{ from: event.id, to: other.id },
    properties: {
      ...{ pair: occasionPair(dataset, otherDataset), model: id },
      ...{ minutes, probability, evidence: JSON.stringify(evidence) },
    },
  };
}
