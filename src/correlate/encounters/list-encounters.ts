import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { RecordRef } from '../../intake/record.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { findEntities } from '../../resolve/find-entities.ts';
import { checkWhole } from '../check-input.ts';
import type { Certainty } from '../presence/certainty.ts';
import { listMeetings, type Meeting } from './list-meetings.ts';
import { type EncounterArguments, openQuestion } from './question.ts';

/** Two entities near each other in space and time, with a record of each; times in milliseconds since 1970. */
export interface EncounterModel {
  readonly at: number;
  readonly entity: EntityModel;
  readonly distanceMeters: number;
  readonly minutesApart: number;
  readonly certainty: Certainty;
  readonly record: RecordRef;
  readonly otherRecord: RecordRef;
}

export interface EncountersModel {
  readonly encounters: readonly EncounterModel[];
  readonly totalCount: number;
  /** Moments of the entity that were looked at. */
  readonly moments: number;
  /** Whether it has more moments, or there are more meetings, than were looked at. */
  readonly isCut: boolean;
}

const MOST = 500;
const MINUTE = 60_000;

/** Whom an entity was near, newest first. Throws BAD_INPUT, NOT_FOUND. */
export async function listEncounters(
  context: ReadContext,
  asOf: AsOf,
  args: EncounterArguments,
): Promise<EncountersModel> {
  checkWhole('first', args.first, MOST);
  const { entity, moments, isCut, ...question } = await openQuestion(context, asOf, args);
  const { withinMeters, withinMinutes } = args;
  const nearness = { withinMeters, withinMinutes };
  const found = await listMeetings(context, asOf, {
    ...{ ...question, ...nearness, entity: entity.id, moments, others: [] },
  });
  const sorted = [...found.meetings].sort(byTime);
  const shown = sorted.slice(0, args.first);
  const entities = await findEntities(context, asOf, [...new Set(shown.map(({ other }) => other))]);
  return {
    encounters: shown.flatMap((meeting) => {
      const other = entities.get(meeting.other);
      return other === undefined ? [] : [toEncounter(context, asOf, meeting, other)];
    }),
    totalCount: sorted.length,
    moments: moments.length,
    isCut: isCut || found.isCut,
  };
}

function byTime(a: Meeting, b: Meeting): number {
  const [one, other] = [`${a.other} ${a.moment.id} ${a.record}`, `${b.other} ${b.moment.id} ${b.record}`];
  return b.moment.validFrom - a.moment.validFrom || (one < other ? -1 : 1);
}

function toEncounter(
  { access }: ReadContext,
  asOf: AsOf,
  { moment, record, dataset, apart, distanceMeters, certainty }: Meeting,
  entity: EntityModel,
): EncounterModel {
  access.use.record(moment.id, moment.dataset);
  access.use.record(record, dataset);
  return {
    ...{ at: moment.validFrom, entity, distanceMeters, certainty, minutesApart: apart / MINUTE },
    record: { asOf, id: moment.id, dataset: moment.dataset },
    otherRecord: { asOf, id: record, dataset },
  };
}
