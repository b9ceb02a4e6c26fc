import type { ReadContext } from '../../access/access.ts';
import { type AsOf, type During, recordedParam, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { countDays, listEvents, listOccasions } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import type { RecordId } from '../../ids.ts';
import { loadKnowing } from '../../intake/dataset-catalogue.ts';
import type { RecordRef } from '../../intake/record.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { bad, checkPeriod, checkWhole, checkZone } from '../check-input.ts';
import { logPoissonTail } from '../encounters/tails.ts';
import type { EventRow } from './event.ts';
import { DAY, MOST_EVENTS, SHIFTS_IN_DAYS } from './learn-pair.ts';
import { occasionPair, readModels } from './occasion-models.ts';
import { readLooks } from './read-looks.ts';
import { findLikely } from './score-occasions.ts';
import { type OccasionEvidence, parseEvidence } from './stored-evidence.ts';

export interface OccasionArguments {
  /** Dataset of the events. */
  readonly dataset: string;
  /** Dataset of what belongs to them. */
  readonly other: string;
  readonly during?: During | null | undefined;
  /** Only events of days on which the other dataset has as many records or more: its log may have holes. */
  readonly otherPerDay?: number | null | undefined;
  readonly timeZone: string;
  readonly first: number;
}

export interface OccasionModel {
  readonly record: RecordRef;
  readonly otherRecord: RecordRef;
  readonly minutes: number;
  readonly probability: number;
  readonly evidence: readonly OccasionEvidence[];
}

export interface OccasionsModel {
  readonly occasions: readonly OccasionModel[];
  readonly totalCount: number;
  /** Events that were looked at, and those of them that something belongs to. */
  readonly events: number;
  readonly eventsFound: number;
  /** How many of them would be found by chance: the mean over the shifts. Null, as what follows from it, where no model can be read. */
  readonly expected: number | null;
  readonly shiftsInDays: readonly number[];
  readonly foundByShift: readonly number[] | null;
  readonly pValue: number | null;
  readonly log10PValue: number | null;
  readonly isCut: boolean;
}

const MOST_SHOWN = 1_000;
const EARLIEST = toDateTime(FAR_PAST);

/**
 * Which records of another dataset belong to the same happening as the events of one, as it is kept, with how many events would find something
 * by chance: the same, with the events shifted by one to three days. What may not be seen whole is not looked at.
 * Throws BAD_INPUT, DATASET_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function findOccasions(
  context: ReadContext,
  asOf: AsOf,
  args: OccasionArguments,
): Promise<OccasionsModel> {
  checkWhole('first', args.first, MOST_SHOWN);
  checkZone(args.timeZone);
  if (args.otherPerDay != null) checkWhole('otherPerDay', args.otherPerDay, MOST_EVENTS);
  const { dataset, other } = args;
  if (dataset === other) throw bad('dataset and other are one', 'other');
  const { datasets } = await loadKnowing(context, (known) =>
    [dataset, other].every((id) => known.datasets.has(id)),
  );
  for (const [argument, id] of Object.entries({ dataset, other })) {
    const known = datasets.get(id);
    if (known === undefined) throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
    if (known.kinds?.has('Event') === false) throw bad(`${id} states no events`, argument);
  }
  const read = await context.graph.read(
    listEvents,
    {
      ...{
        ...recordedParam(asOf),
        ...validBounds(asOf, checkPeriod(args.during)),
        dataset,
        earliest: EARLIEST,
      },
      ...{ most: BigInt(MOST_EVENTS + 1), sight: context.access.decision.sight },
    },
    { signal: context.signal, slots: { events: eventsOf(asOf) } },
  );
  const rows = await keepDense(context, asOf, args, read.slice(0, MOST_EVENTS));
  const found = await readKept(context, asOf, rows, other);
  const foundByShift = await countByChance(context, asOf, rows, args);
  return report(context, asOf, args, {
    ...{ found, foundByShift, events: rows.length, isCut: read.length > MOST_EVENTS },
  });
}

interface KeptOccasion {
  readonly event: EventRow;
  readonly otherRecord: RecordId;
  readonly minutes: number;
  readonly probability: number;
  readonly evidence: string;
}

/** Newest events first. */
async function readKept(
  context: ReadContext,
  asOf: AsOf,
  rows: readonly EventRow[],
  other: string,
): Promise<readonly KeptOccasion[]> {
  const kept = await context.graph.read(
    listOccasions,
    {
      ...recordedParam(asOf),
      records: rows.map(({ id }) => id),
      other,
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { occasion: asOf.recorded === null ? 'occasion-now' : 'occasion-as-of' },
    },
  );
  const events = new Map(rows.map((row) => [row.id, row]));
  return kept
    .flatMap(({ record, ...occasion }): KeptOccasion[] => {
      const event = events.get(record);
      return event === undefined ? [] : [{ ...occasion, event }];
    })
    .sort(
      (a, b) =>
        b.event.validFrom - a.event.validFrom ||
        (`${a.event.id} ${a.otherRecord}` < `${b.event.id} ${b.otherRecord}` ? -1 : 1),
    );
}

/**
 * Of how many events something would be found if they had happened some days earlier or later, by shift. Null where that cannot be reckoned:
 * nothing was learned by then, or by another version of the engine.
 */
async function countByChance(
  context: ReadContext,
  asOf: AsOf,
  rows: readonly EventRow[],
  { dataset, other }: OccasionArguments,
): Promise<readonly number[] | null> {
  const pair = occasionPair(dataset, other);
  const known = (await readModels(context, [pair], recordedParam(asOf).recorded)).get(pair);
  if (known === undefined) return null;
  const turned = known.dataset !== dataset;
  const shifts = SHIFTS_IN_DAYS.map((days) => days * DAY);
  const looks = await readLooks(context, asOf, rows, { other, shifts, turned });
  const likely = await findLikely(known, looks);
  return likely.map((pairs) => new Set(pairs.map((one) => (turned ? one.other : one.event).id)).size);
}

function report(
  { access }: ReadContext,
  asOf: AsOf,
  args: OccasionArguments,
  answer: {
    readonly found: readonly KeptOccasion[];
    readonly foundByShift: readonly number[] | null;
    readonly events: number;
    readonly isCut: boolean;
  },
): OccasionsModel {
  const { found, foundByShift, events, isCut } = answer;
  const eventsFound = new Set(found.map(({ event }) => event.id)).size;
  const expected =
    foundByShift === null
      ? null
      : foundByShift.reduce((sum, count) => sum + count, 0) / SHIFTS_IN_DAYS.length;
  const shown = found.slice(0, args.first);
  for (const { event, otherRecord } of shown) {
    access.use.record(event.id, args.dataset);
    access.use.record(otherRecord, args.other);
  }
  // What no shift gave is still possible: half a find over all of them.
  const log =
    expected === null ? null : logPoissonTail(eventsFound, Math.max(expected, 0.5 / SHIFTS_IN_DAYS.length));
  return {
    occasions: shown.map(({ event, otherRecord, minutes, probability, evidence }) => ({
      ...{ minutes, probability, evidence: parseEvidence(evidence) },
      record: { asOf, id: event.id, dataset: args.dataset },
      otherRecord: { asOf, id: otherRecord, dataset: args.other },
    })),
    totalCount: found.length,
    ...{ events, eventsFound, expected, foundByShift, isCut },
    shiftsInDays: SHIFTS_IN_DAYS,
    pValue: log === null ? null : Math.exp(log),
    log10PValue: log === null ? null : log / Math.LN10,
  };
}

function eventsOf({ recorded }: AsOf): 'events-now' | 'events-as-of' {
  return recorded === null ? 'events-now' : 'events-as-of';
}

/** Events of days on which the other dataset says enough; all of them where nothing is asked of it. */
async function keepDense<T extends { readonly validFrom: number }>(
  context: ReadContext,
  asOf: AsOf,
  { other, otherPerDay, timeZone: zone }: OccasionArguments,
  rows: readonly T[],
): Promise<readonly T[]> {
  if (otherPerDay == null) return rows;
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (newest === undefined || oldest === undefined) return rows;
  const days = await context.graph.read(
    countDays,
    {
      ...{ ...recordedParam(asOf), dataset: other, zone, sight: context.access.decision.sight },
      // A day of local time is in any zone within one of UTC's on either side.
      earliest: toDateTime(new Date(oldest.validFrom - 2 * DAY).toISOString()),
      until: toDateTime(new Date(newest.validFrom + 2 * DAY).toISOString()),
    },
    { signal: context.signal, slots: { events: eventsOf(asOf) } },
  );
  const dense = new Set(days.filter(({ count }) => count >= otherPerDay).map(({ day }) => day));
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  return rows.filter(({ validFrom }) => dense.has(local.format(validFrom)));
}
