import { z } from 'zod';
import { type Habit, Places } from '../../../src/correlate/encounters/places.ts';
import { type OwnMoment, rankCompanions } from '../../../src/correlate/encounters/rank-companions.ts';
import { cellsAround } from '../../../src/correlate/place/cover-cells.ts';
import type { Question, Turns } from '../../questions/question.ts';

/** An entity that was seen a thousand times, with each point that it was seen at and its cell. */
export interface SeenOften {
  readonly id: string;
  readonly places: readonly (readonly [longitude: number, latitude: number, cell: string])[];
}

const METERS = 50;
const REACH = 5 * 60_000;
/** Of a hundred that are looked at, all but the last few of the best are the same however equals are ordered. */
const SHOWN = 5;
const TURNS: Turns = { compared: 8, warmUp: 8, measured: 40 };
const GRAPHQL = `query Companions($id: ID!) {
  companions(entity: $id, withinMeters: ${METERS}, withinMinutes: ${REACH / 60_000}, first: ${SHOWN}) {
    moments met companions { entity { id } observed expected log10PValue places }
  }
}`;

const Answer = z.object({
  companions: z.object({
    moments: z.number(),
    met: z.number(),
    companions: z.array(
      z.object({
        entity: z.object({ id: z.string() }),
        observed: z.number(),
        expected: z.number(),
        log10PValue: z.number(),
        places: z.number(),
      }),
    ),
  }),
});
const Moment = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .transform(
    ([longitude, latitude, validFrom, validTo]): OwnMoment => ({ longitude, latitude, validFrom, validTo }),
  );
const HabitRow = z
  .tuple([z.number(), z.number(), z.array(z.number()), z.array(z.number())])
  .transform(([longitude, latitude, begins, ends]): Habit => ({ longitude, latitude, begins, ends }));
const Row = z.object({
  met: z.array(z.tuple([z.string(), z.array(z.number())])),
  moments: z.array(Moment),
  candidates: z.array(z.tuple([z.string(), z.array(HabitRow)])),
});

/** Who accompanies somebody who was seen a thousand times. */
export function askCompanions(entities: readonly SeenOften[]): Question {
  return {
    ...{ name: 'companions', graphql: GRAPHQL, statement: 'correlate/companions', turns: TURNS },
    subjects: entities.map(({ id, places }) => ({
      variables: { id },
      params: { id, ...cellsOf(places) },
    })),
    describeAnswer: (data) => {
      const { moments, met, companions } = Answer.parse(data).companions;
      return [...[moments, met], companions.map(({ entity, ...one }) => describe(entity.id, one))];
    },
    describeRows: (rows) => {
      const { met, moments, candidates } = Row.parse(rows[0]);
      const others = candidates.map(([other, habits]) => ({ other, habits }));
      const how = { places: new Places(moments, METERS), reach: REACH, metBy: new Map(met) };
      const ranked = rankCompanions(moments, others, how).slice(0, SHOWN);
      return [moments.length, met.length, ranked.map(({ other, ...one }) => describe(other, one))];
    },
  };
}

function describe(
  id: string,
  one: {
    readonly observed: number;
    readonly expected: number;
    readonly log10PValue: number;
    readonly places: number;
  },
) {
  return [id, one.observed, one.expected.toFixed(6), one.log10PValue.toFixed(6), one.places];
}

/** The cells around each place, by the cell that it lies in, and all of them. */
function cellsOf(places: SeenOften['places']) {
  const cells = new Map<string, Set<string>>();
  for (const [longitude, latitude, cell] of places) {
    const around = cells.get(cell) ?? new Set();
    for (const one of cellsAround({ longitude, latitude }, METERS)) around.add(one);
    cells.set(cell, around);
  }
  const all = new Set([...cells.values()].flatMap((around) => [...around]));
  return {
    cells: Object.fromEntries([...cells].map(([cell, around]) => [cell, [...around]])),
    allCells: [...all],
  };
}
