import type { ReadContext } from '../../access/access.ts';
import { type AsOf, recordedParam } from '../../as-of.ts';
import { listMeetings as listMeetingsStatement } from '../../generated/statements.ts';
import { toDateTime, toPoint } from '../../graph/values.ts';
import type { EntityId, RecordId } from '../../ids.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { MOMENT_HOURS } from '../../intake/presence-key.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { bad } from '../check-input.ts';
import { cellsAround } from '../place/cover-cells.ts';
import { type Certainty, farthestApart } from '../presence/certainty.ts';
import type { Moment } from './moments.ts';

/** Two entities near each other in space and time: one moment of the first, and a record of the other. */
export interface Meeting {
  readonly moment: Moment;
  readonly other: EntityId;
  readonly record: RecordId;
  readonly dataset: string;
  readonly distanceMeters: number;
  /** Least time between the two in milliseconds; 0 where they overlap. */
  readonly apart: number;
  readonly certainty: Certainty;
}

/** How near is near. */
export interface Nearness {
  readonly withinMeters: number;
  readonly withinMinutes: number;
}

export interface MeetingQuestion extends Nearness {
  readonly entity: EntityId;
  readonly moments: readonly Moment[];
  /** Whom to look for; empty: anybody. */
  readonly others: readonly EntityId[];
  readonly kinds: readonly EntityKind[];
  readonly datasets: readonly string[];
}

const FARTHEST = 2_000;
const LONGEST = 24 * 60;
/** Meetings that one question may find: a busy place is cut off. */
export const MOST_MEETINGS = 20_000;

/** Throws BAD_INPUT unless somebody that near can be said to have been met. */
export function checkNearness({ withinMeters, withinMinutes }: Nearness): void {
  if (!(withinMeters >= 0 && withinMeters <= FARTHEST))
    throw bad(`withinMeters is not from 0 to ${FARTHEST}`, 'withinMeters');
  if (!(withinMinutes >= 0 && withinMinutes <= LONGEST))
    throw bad(`withinMinutes is not from 0 to ${LONGEST}`, 'withinMinutes');
}

/** Who was near some moments of an entity, and whether there were more. */
export async function listMeetings(
  context: ReadContext,
  asOf: AsOf,
  question: MeetingQuestion,
): Promise<{ readonly meetings: readonly Meeting[]; readonly isCut: boolean }> {
  const { entity, moments, others, kinds, datasets, withinMeters, withinMinutes } = question;
  const reach = withinMinutes * 60_000;
  const isNow = asOf.recorded === null;
  const rows = await context.graph.read(
    listMeetingsStatement,
    {
      ...recordedParam(asOf),
      moments: moments.map((moment, index) => ({
        index: BigInt(index),
        ...around(moment, withinMeters, reach),
      })),
      meters: withinMeters,
      ...{ entity, others, kinds, datasets, most: BigInt(MOST_MEETINGS + 1) },
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { meets: isNow ? 'meets-now' : 'meets-as-of', refers: isNow ? 'refers-now' : 'refers-as-of' },
    },
  );
  const meetings = rows.slice(0, MOST_MEETINGS).flatMap((row) => {
    const moment = moments[row.index];
    return moment === undefined ? [] : [toMeeting(moment, row, reach)];
  });
  return { meetings, isCut: rows.length > MOST_MEETINGS };
}

/** Where and when somebody is near a moment. */
function around(moment: Moment, meters: number, reach: number) {
  const { longitude, latitude, validFrom, validTo } = moment;
  const instant = (time: number) => toDateTime(new Date(Math.max(time, Date.parse(FAR_PAST))).toISOString());
  return {
    point: toPoint(longitude, latitude),
    cells: cellsAround(moment, meters),
    after: instant(validFrom - reach - MOMENT_HOURS * 3_600_000),
    since: instant(validFrom - reach),
    before: instant(validTo + reach),
  };
}

type MeetingRow = Pick<Meeting, 'other' | 'record' | 'dataset'> &
  Pick<Moment, 'validFrom' | 'validTo' | 'precision'> & { readonly distance: number };

function toMeeting(moment: Moment, row: MeetingRow, reach: number): Meeting {
  const apart = Math.max(0, row.validFrom - moment.validTo, moment.validFrom - row.validTo);
  const { other, record, dataset, distance } = row;
  const isSure = farthestApart(moment, row) <= reach || record === moment.id;
  const certainty = isSure ? 'CERTAIN' : 'POSSIBLE';
  return { moment, other, record, dataset, distanceMeters: distance, apart, certainty };
}
