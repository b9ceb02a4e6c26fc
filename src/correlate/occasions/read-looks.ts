import type { ReadContext } from '../../access/access.ts';
import { type AsOf, recordedParam } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { listAround } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import type { RecordId } from '../../ids.ts';
import { listMentionsOfRecords } from '../../intake/find-mentions.ts';
import { BEGINNING_LEVELS } from '../../resolve/engine/comparisons/happening.ts';
import { type EventRow, type OccasionEvent, toEvent } from './event.ts';

/** Two events that begin close enough to belong to one happening, the first moved by a shift. */
export interface CandidatePair {
  readonly event: OccasionEvent;
  readonly other: OccasionEvent;
  /** From the event, moved, to the other. */
  readonly minutes: number;
}

/** Which of two datasets states the events, and which what belongs to them. */
export interface Sides {
  readonly dataset: string;
  readonly other: string;
}

const MINUTE = 60_000;
const MOST_PAIRS = 50_000;
/** Records whose mentions are read in one statement. */
const BATCH = 1_000;
/** How far apart in time the two may begin, in minutes. */
const EARLIEST = Math.min(...BEGINNING_LEVELS.map(({ from }) => from));
const LATEST = Math.max(...BEGINNING_LEVELS.map(({ to }) => to));
export const REACH = { earliest: EARLIEST, latest: LATEST, minutes: LATEST - EARLIEST };

/**
 * For each shift (milliseconds) the pairs of some events, moved by it, with those of another dataset around them. `turned`: the records that
 * are given are those that belong to the events, so that the window is looked into from its other side.
 * Throws QUESTION_TOO_WIDE.
 */
export async function readLooks(
  context: ReadContext,
  asOf: AsOf,
  rows: readonly EventRow[],
  {
    other,
    shifts,
    turned,
  }: { readonly other: string; readonly shifts: readonly number[]; readonly turned: boolean },
): Promise<readonly (readonly CandidatePair[])[]> {
  const looks = shifts.map((): CandidatePair[] => []);
  if (rows.length === 0) return looks;
  const [before, after] = turned ? [-LATEST, -EARLIEST] : [EARLIEST, LATEST];
  const around = await context.graph.read(
    listAround,
    {
      ...{ ...recordedParam(asOf), dataset: other, most: BigInt(MOST_PAIRS + 1) },
      stretches: shifts.flatMap((shift, look) =>
        rows.map(({ validFrom }, place) => ({
          index: BigInt(look * rows.length + place),
          from: instant(validFrom + shift + before * MINUTE),
          to: instant(validFrom + shift + after * MINUTE + (turned ? 1 : 0)),
        })),
      ),
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { around: asOf.recorded === null ? 'around-now' : 'around-as-of' },
    },
  );
  if (around.length > MOST_PAIRS)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'pairs', limit: MOST_PAIRS });
  const asked = new Set(around.map(({ index }) => rows[index % rows.length]));
  const near = await readEvents(
    context,
    asOf,
    [...asked].filter((row) => row !== undefined),
  );
  const far = await readEvents(context, asOf, around);
  for (const { index, id } of around) {
    const look = Math.floor(index / rows.length);
    const [own, found] = [near.get(rows[index % rows.length]?.id ?? id), far.get(id)];
    if (own === undefined || found === undefined) continue;
    const shift = shifts[look] ?? 0;
    const moved = shift === 0 ? own : moveBy(own, shift);
    const [event, belonging] = turned ? [found, moved] : [moved, found];
    const minutes = (belonging.at - event.at) / MINUTE;
    if (minutes >= EARLIEST && minutes < LATEST) looks[look]?.push({ event, other: belonging, minutes });
  }
  return looks;
}

function moveBy(event: OccasionEvent, shift: number): OccasionEvent {
  const at = event.at + shift;
  return { ...event, at, validFrom: new Date(at).toISOString() };
}

async function readEvents(
  context: ReadContext,
  asOf: AsOf,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<RecordId, OccasionEvent>> {
  const records = [...new Map(rows.map((row) => [row.id, row])).values()];
  const events = new Map<RecordId, OccasionEvent>();
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    const ids = batch.map(({ id }) => id);
    const mentions = await listMentionsOfRecords(context, asOf, ids);
    for (const row of batch) events.set(row.id, toEvent(context, row, mentions.get(row.id) ?? []));
  }
  return events;
}

function instant(time: number) {
  return toDateTime(new Date(time).toISOString());
}
