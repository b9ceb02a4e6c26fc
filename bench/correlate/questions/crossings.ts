import { z } from 'zod';
import type { Question } from '../../questions/question.ts';

const SIDE = '{ all unlinked noIdentifier noCoordinate outOfPeriod }';
const GRAPHQL = `query Crossings($datasets: [ID!]!, $points: Int!) {
  crossings(datasets: $datasets, points: $points) {
    nodes {
      a { id } b { id }
      history { at entities places occasions agree disagree unlinkedA ${SIDE} unlinkedB ${SIDE} }
    }
  }
}`;

const Side = z.object({
  all: z.number(),
  unlinked: z.number(),
  noIdentifier: z.number(),
  noCoordinate: z.number(),
  outOfPeriod: z.number(),
});
const Dataset = z.object({ id: z.string() });
const Answer = z.object({
  crossings: z.object({
    nodes: z.array(
      z.object({
        a: Dataset,
        b: Dataset,
        history: z.array(
          z.object({
            at: z.string(),
            entities: z.number(),
            places: z.number(),
            occasions: z.number().nullable(),
            agree: z.number(),
            disagree: z.number(),
            unlinkedA: Side,
            unlinkedB: Side,
          }),
        ),
      }),
    ),
  }),
});
const Row = z.object({
  pair: z.string(),
  at: z.number(),
  entities: z.number(),
  places: z.number(),
  occasions: z.number().nullable(),
  agree: z.number(),
  disagree: z.number(),
  counts: z.array(z.number()),
});

/** What each two of some datasets share, with its curve of so many points. */
export function askCrossings(name: string, sets: readonly (readonly string[])[], points: number): Question {
  return {
    ...{ name, graphql: GRAPHQL, statement: 'correlate/crossings' },
    subjects: sets.map((datasets) => ({
      variables: { datasets, points },
      params: { pairs: pairsOf(datasets), limit: points },
    })),
    describeAnswer: (data) =>
      Answer.parse(data)
        .crossings.nodes.flatMap(({ a, b, history }) =>
          history.map((point) =>
            JSON.stringify([
              ...[`${a.id} ${b.id}`, Date.parse(point.at), point.entities, point.places, point.occasions],
              ...[
                point.agree,
                point.disagree,
                ...Object.values(point.unlinkedA),
                ...Object.values(point.unlinkedB),
              ],
            ]),
          ),
        )
        .sort(),
    describeRows: (rows) =>
      rows
        .map((row) => Row.parse(row))
        .map(({ pair, at, entities, places, occasions, agree, disagree, counts }) =>
          JSON.stringify([pair, at, entities, places, occasions, agree, disagree, ...counts]),
        )
        .sort(),
  };
}

function pairsOf(datasets: readonly string[]): readonly string[] {
  const sorted = [...datasets].sort();
  return sorted.flatMap((a, place) => sorted.slice(place + 1).map((b) => `${a} ${b}`));
}
