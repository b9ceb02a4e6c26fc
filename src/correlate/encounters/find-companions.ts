import type { ReadContext } from '../../access/access.ts';
import { type AsOf, recordedParam } from '../../as-of.ts';
import { listHabits } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { findEntities } from '../../resolve/find-entities.ts';
import { checkWhole } from '../check-input.ts';
import { listMeetings, type Meeting } from './list-meetings.ts';
import { MOST_MOMENTS, type Moment } from './moments.ts';
import { type Habit, Places } from './places.ts';
import { type EncounterArguments, type EncounterQuestion, openQuestion } from './question.ts';
import { LEAST_MET, type RankedCompanion, rankCompanions } from './rank-companions.ts';

/** Somebody who is near an entity more often than both sides' habits explain. */
export interface CompanionModel extends Omit<RankedCompanion<EntityId>, 'other'> {
  readonly entity: EntityModel;
}

export interface CompanionsModel {
  readonly companions: readonly CompanionModel[];
  /** How many there are of those that were rated. */
  readonly totalCount: number;
  readonly moments: number;
  /** How many others were met at all. */
  readonly met: number;
  /** Whether there are more moments, meetings or others met again than were looked at. */
  readonly isCut: boolean;
}

const MOST = 100;
/** Others whose habits are read: those met most, a meeting in a crowd counting less. */
const MOST_CANDIDATES = 100;
const WEEKS = 5 * 7 * 86_400_000;

/**
 * Who accompanies an entity: the others it meets, ranked by how unlikely so many meetings were by chance, from both sides' own
 * habits at each place and from how busy it was ({@link rankCompanions}). Throws BAD_INPUT, NOT_FOUND.
 */
export async function findCompanions(
  context: ReadContext,
  asOf: AsOf,
  args: EncounterArguments,
): Promise<CompanionsModel> {
  checkWhole('first', args.first, MOST);
  const question = await openQuestion(context, asOf, args);
  const { entity, moments } = question;
  const { withinMeters, withinMinutes } = args;
  const found = await listMeetings(context, asOf, {
    ...{ ...question, entity: entity.id, others: [], withinMeters, withinMinutes },
  });
  const byOther = groupRows(found.meetings, ({ other }) => other);
  const metAgain = weighCandidates(found.meetings, byOther);
  const candidates = metAgain.slice(0, MOST_CANDIDATES);
  const places = new Places(moments, withinMeters);
  const habits = await readHabits(context, asOf, question, candidates, places);
  const ranked = rankCompanions(
    moments,
    candidates.map((other) => ({ other, habits: habits.get(other) ?? [] })),
    { places, reach: withinMinutes * 60_000, metBy: indexMeetings(moments, byOther) },
  );
  const shown = ranked.slice(0, args.first);
  const entities = await findEntities(
    context,
    asOf,
    shown.map(({ other }) => other),
  );
  return {
    companions: shown.flatMap(({ other, ...one }) => {
      const entity = entities.get(other);
      return entity === undefined ? [] : [{ entity, ...one }];
    }),
    totalCount: ranked.length,
    moments: moments.length,
    met: byOther.size,
    isCut: question.isCut || found.isCut || candidates.length < metAgain.length,
  };
}

/** Others that were met again, those first that are worth most. */
function weighCandidates(
  meetings: readonly Meeting[],
  byOther: ReadonlyMap<EntityId, readonly Meeting[]>,
): readonly EntityId[] {
  const crowds = groupRows(meetings, ({ moment }) => moment.id);
  const weightOf = (own: readonly Meeting[]): number =>
    own.reduce((sum, { moment }) => sum + 1 / (crowds.get(moment.id)?.length ?? 1), 0);
  return [...byOther]
    .filter(([, own]) => new Set(own.map(({ moment }) => moment.id)).size >= LEAST_MET)
    .map(([other, own]) => ({ other, weight: weightOf(own) }))
    .sort((a, b) => b.weight - a.weight || (a.other < b.other ? -1 : 1))
    .map(({ other }) => other);
}

/** By other the moments at which it was near, by their index. */
function indexMeetings(
  moments: readonly Moment[],
  byOther: ReadonlyMap<EntityId, readonly Meeting[]>,
): ReadonlyMap<EntityId, readonly number[]> {
  const indexes = new Map(moments.map(({ id }, index) => [id, index]));
  const indexesOf = (own: readonly Meeting[]): readonly number[] => [
    ...new Set(own.flatMap(({ moment }) => indexes.get(moment.id) ?? [])),
  ];
  return new Map([...byOther].map(([other, own]) => [other, indexesOf(own)]));
}

async function readHabits(
  context: ReadContext,
  asOf: AsOf,
  { datasets, moments }: EncounterQuestion,
  candidates: readonly EntityId[],
  places: Places,
): Promise<ReadonlyMap<EntityId, readonly Habit[]>> {
  if (candidates.length === 0) return new Map();
  const times = moments.map(({ validFrom }) => validFrom);
  const instant = (time: number) => toDateTime(new Date(time).toISOString());
  const isNow = asOf.recorded === null;
  const rows = await context.graph.read(
    listHabits,
    {
      ...recordedParam(asOf),
      ...{ entities: candidates, cells: places.cells, datasets, most: BigInt(MOST_MOMENTS) },
      since: instant(times.reduce((a, b) => Math.min(a, b)) - WEEKS),
      until: instant(times.reduce((a, b) => Math.max(a, b)) + WEEKS),
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { refers: isNow ? 'refers-now' : 'refers-as-of', record: isNow ? 'record-now' : 'record-as-of' },
    },
  );
  return groupRows(rows, ({ entity }) => entity);
}
