import type { ReadContext } from '../../access/access.ts';
import { type AsOf, type During, recordedParam, validBounds } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { countDays, listAround, listEvents } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import type { RecordId } from '../../ids.ts';
import { listMentionsOfRecords } from '../../intake/find-mentions.ts';
import type { RecordRef } from '../../intake/record.ts';
import { bad, checkPeriod, checkWhole, checkZone } from '../check-input.ts';
import { logPoissonTail } from '../encounters/chance.ts';
import { type OccasionEvent, toEvent } from './event.ts';
import {
  type CandidatePair,
  EARLIEST,
  LATEST,
  learnChance,
  type OccasionEvidence,
  type ScoredPair,
  scorePair,
  toPair,
} from './score-occasion.ts';

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
  /** How many of them would be found by chance: the mean over the shifts. */
  readonly expected: number;
  readonly shiftsInDays: readonly number[];
  readonly foundByShift: readonly number[];
  readonly pValue: number;
  readonly log10PValue: number;
  readonly isCut: boolean;
}

const SHIFTS = [-3, -2, -1, 1, 2, 3];
const DAY = 86_400_000;
const MINUTE = 60_000;
const MOST_EVENTS = 5_000;
const MOST_PAIRS = 50_000;
const MOST_SHOWN = 1_000;
/** From here on two events are taken for one happening. */
const LIKELY = 0.5;
/** Records whose mentions are read in one statement. */
const BATCH = 1_000;

/**
 * Which records of another dataset belong to the same happening as the events of one, by period, place and kind, with how many
 * events would find something by chance: the same, with the events shifted by one to three days.
 * Throws BAD_INPUT, DATASET_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function findOccasions(
  context: ReadContext,
  asOf: AsOf,
  args: OccasionArguments,
): Promise<OccasionsModel> {
  checkWhole('first', args.first, MOST_SHOWN);
  const { dataset, other } = args;
  if (dataset === other) throw bad('dataset and other are one', 'other');
  for (const id of [dataset, other])
    if (!context.access.catalogue.datasets.has(id))
      throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
  const { sight } = context.access.decision;
  const { signal } = context;
  const bounds = validBounds(asOf, checkPeriod(args.during));
  const record = asOf.recorded === null ? 'standing-record-now' : 'record-as-of';
  const read = await context.graph.read(
    listEvents,
    { ...recordedParam(asOf), ...bounds, dataset, most: BigInt(MOST_EVENTS + 1), sight },
    { signal, slots: { record } },
  );
  const rows = await keepDense(context, asOf, args, read.slice(0, MOST_EVENTS));
  const looks = [0, ...SHIFTS].map((days) => days * DAY);
  const around = await context.graph.read(
    listAround,
    {
      ...recordedParam(asOf),
      dataset: other,
      stretches: looks.flatMap((shift, look) =>
        rows.map(({ validFrom }, at) => ({
          index: BigInt(look * rows.length + at),
          from: instant(validFrom + shift + EARLIEST * MINUTE),
          to: instant(validFrom + shift + LATEST * MINUTE),
        })),
      ),
      most: BigInt(MOST_PAIRS + 1),
      sight,
    },
    { signal, slots: { around: asOf.recorded === null ? 'around-now' : 'around-as-of' } },
  );
  if (around.length > MOST_PAIRS)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'pairs', limit: MOST_PAIRS });
  const events = await readEvents(context, asOf, rows);
  const others = await readEvents(context, asOf, around);
  const pairs = looks.map((): CandidatePair[] => []);
  for (const { index, id } of around) {
    const look = Math.floor(index / rows.length);
    const [event, candidate] = [events.get(rows[index % rows.length]?.id ?? id), others.get(id)];
    const pair = event && candidate ? toPair(event, candidate, looks[look] ?? 0) : null;
    if (pair !== null) pairs[look]?.push(pair);
  }
  return report(context, asOf, args, pairs, rows.length, read.length > MOST_EVENTS);
}

function report(
  { access }: ReadContext,
  asOf: AsOf,
  args: OccasionArguments,
  [real = [], ...shifted]: readonly (readonly CandidatePair[])[],
  events: number,
  isCut: boolean,
): OccasionsModel {
  const chance = learnChance(real, shifted.flat(), events, SHIFTS.length);
  const likely = (pairs: readonly CandidatePair[]): readonly ScoredPair[] =>
    pairs.map((pair) => scorePair(pair, chance)).filter(({ probability }) => probability >= LIKELY);
  const countEvents = (pairs: readonly ScoredPair[]): number =>
    new Set(pairs.map(({ event }) => event.id)).size;
  const found = likely(real);
  const foundByShift = shifted.map((pairs) => countEvents(likely(pairs)));
  const expected = foundByShift.reduce((sum, count) => sum + count, 0) / SHIFTS.length;
  const sorted = [...found].sort(
    (a, b) =>
      b.event.at - a.event.at || (`${a.event.id} ${a.other.id}` < `${b.event.id} ${b.other.id}` ? -1 : 1),
  );
  const shown = sorted.slice(0, args.first);
  for (const { event, other } of shown) {
    access.use.record(event.id, args.dataset);
    access.use.record(other.id, args.other);
  }
  // What no shift gave is still possible: half a find over all of them.
  const log = logPoissonTail(countEvents(found), Math.max(expected, 0.5 / SHIFTS.length));
  return {
    occasions: shown.map(({ event, other, minutes, probability, evidence }) => ({
      ...{ minutes, probability, evidence },
      record: { asOf, id: event.id, dataset: args.dataset },
      otherRecord: { asOf, id: other.id, dataset: args.other },
    })),
    totalCount: found.length,
    events,
    eventsFound: countEvents(found),
    expected,
    shiftsInDays: SHIFTS,
    foundByShift,
    pValue: Math.exp(log),
    log10PValue: log / Math.LN10,
    isCut,
  };
}

/** Events of days on which the other dataset says enough; all of them where nothing is asked of it. */
async function keepDense<T extends { readonly validFrom: number }>(
  context: ReadContext,
  asOf: AsOf,
  { other, otherPerDay, timeZone }: OccasionArguments,
  rows: readonly T[],
): Promise<readonly T[]> {
  if (otherPerDay == null) return rows;
  const zone = checkZone(timeZone);
  const days = await context.graph.read(
    countDays,
    { ...recordedParam(asOf), dataset: other, zone, sight: context.access.decision.sight },
    {
      signal: context.signal,
      slots: { record: asOf.recorded === null ? 'standing-record-now' : 'record-as-of' },
    },
  );
  const dense = new Set(days.filter(({ count }) => count >= otherPerDay).map(({ day }) => day));
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  return rows.filter(({ validFrom }) => dense.has(local.format(validFrom)));
}

async function readEvents(
  context: ReadContext,
  asOf: AsOf,
  rows: readonly (Parameters<typeof toEvent>[1] & { readonly id: RecordId })[],
): Promise<ReadonlyMap<RecordId, OccasionEvent>> {
  const records = [...new Map(rows.map((row) => [row.id, row])).values()];
  const events = new Map<RecordId, OccasionEvent>();
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    const mentions = await listMentionsOfRecords(
      context,
      asOf,
      batch.map(({ id }) => id),
    );
    for (const row of batch) events.set(row.id, toEvent(context, row, mentions.get(row.id) ?? []));
  }
  return events;
}

function instant(time: number) {
  return toDateTime(new Date(time).toISOString());
}
