import type { ReadContext } from '../../access/access.ts';
import { type AsOf, recordedParam } from '../../as-of.ts';
import { listHabits } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import type { EntityId } from '../../ids.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { findEntities } from '../../resolve/find-entities.ts';
import { checkWhole } from '../check-input.ts';
import { cellsAround } from '../place/cover-cells.ts';
import { distanceMeters, type Position } from '../place/distance.ts';
import { coincide, logPoissonTail, type TimedPlace } from './chance.ts';
import { listMeetings, type Meeting } from './list-meetings.ts';
import { MOST_MOMENTS, type Moment } from './moments.ts';
import { type EncounterArguments, type EncounterQuestion, openQuestion } from './question.ts';

/** Somebody who is near an entity more often than both sides' habits explain. */
export interface CompanionModel {
  readonly entity: EntityModel;
  /** Moments of the entity at which the other was near. */
  readonly observed: number;
  /** How many chance would give. */
  readonly expected: number;
  /** The chance of at least so many by chance, times the number of those who were met: each is one more try. */
  readonly pValue: number;
  /** Its decimal logarithm, for chances that are too small for a number. */
  readonly log10PValue: number;
  /** Different places where they were near each other. */
  readonly places: number;
  readonly firstMet: number;
  readonly lastMet: number;
}

export interface CompanionsModel {
  readonly companions: readonly CompanionModel[];
  readonly moments: number;
  /** How many others were met at all. */
  readonly met: number;
  readonly isCut: boolean;
}

const MOST = 100;
/** Others whose habits are read: those met most, a meeting in a crowd counting less. */
const MOST_CANDIDATES = 100;
/** Met once is nothing to tell from chance. */
const LEAST_MET = 2;
const WEEKS = 5 * 7 * 86_400_000;

/**
 * Who accompanies an entity: the others it meets, ranked by how unlikely so many meetings were by chance, from both sides' own
 * habits at each place ({@link coincide}). Throws BAD_INPUT, NOT_FOUND.
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
  const candidates = chooseCandidates(found.meetings, byOther);
  const places = new Places(moments, withinMeters);
  const habits = await readHabits(context, asOf, question, candidates, places);
  const own = moments.map((moment) => ({ place: places.numberOf(moment), time: moment.validFrom }));
  const ranked = candidates
    .map((other) => rate(other, own, habits.get(other) ?? [], places, withinMinutes * 60_000, byOther))
    .map(({ logTail, ...one }) => {
      const log = Math.min(0, logTail + Math.log(byOther.size));
      return { ...one, pValue: Math.exp(log), log10PValue: log / Math.LN10 };
    })
    .filter(({ observed }) => observed >= LEAST_MET)
    .sort(
      (a, b) =>
        a.log10PValue - b.log10PValue ||
        b.observed / b.expected - a.observed / a.expected ||
        (a.other < b.other ? -1 : 1),
    )
    .slice(0, args.first);
  const entities = await findEntities(
    context,
    asOf,
    ranked.map(({ other }) => other),
  );
  return {
    companions: ranked.flatMap(({ other, ...one }) => {
      const shown = entities.get(other);
      return shown === undefined ? [] : [{ entity: shown, ...one }];
    }),
    moments: moments.length,
    met: byOther.size,
    isCut: question.isCut || found.isCut,
  };
}

function chooseCandidates(
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
    .slice(0, MOST_CANDIDATES)
    .map(({ other }) => other);
}

interface Habit extends Position {
  readonly times: readonly number[];
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

function rate(
  other: EntityId,
  own: readonly TimedPlace[],
  habits: readonly Habit[],
  places: Places,
  reach: number,
  byOther: ReadonlyMap<EntityId, readonly Meeting[]>,
) {
  const { observed, expected } = coincide(own, places.timesNear(habits), reach);
  const met = (byOther.get(other) ?? []).map(({ moment }) => moment);
  const times = met.map(({ validFrom }) => validFrom);
  return {
    other,
    observed,
    expected,
    logTail: logPoissonTail(observed, expected),
    places: new Set(met.map((moment) => places.numberOf(moment))).size,
    firstMet: times.reduce((a, b) => Math.min(a, b), Infinity),
    lastMet: times.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** The different places of some moments, by number. */
class Places {
  readonly cells: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #positions: Position[] = [];
  readonly #meters: number;

  constructor(moments: readonly Moment[], meters: number) {
    this.#meters = meters;
    const cells = new Set<string>();
    for (const moment of moments) {
      const key = keyOf(moment);
      if (this.#numbers.has(key)) continue;
      this.#numbers.set(key, this.#positions.length);
      this.#positions.push(moment);
      for (const cell of cellsAround(moment, meters)) cells.add(cell);
    }
    this.cells = [...cells];
  }

  numberOf(position: Position): number {
    return this.#numbers.get(keyOf(position)) ?? -1;
  }

  /** When somebody was near each of the places, ascending. */
  timesNear(habits: readonly Habit[]): ReadonlyMap<number, readonly number[]> {
    const near = new Map<number, number[]>();
    for (const habit of habits)
      for (const [number, position] of this.#positions.entries())
        if (distanceMeters(habit, position) <= this.#meters)
          near.set(number, [...(near.get(number) ?? []), ...habit.times]);
    for (const times of near.values()) times.sort((a, b) => a - b);
    return near;
  }
}

function keyOf({ longitude, latitude }: Position): string {
  return `${longitude} ${latitude}`;
}
