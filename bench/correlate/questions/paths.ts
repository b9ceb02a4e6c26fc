import { z } from 'zod';
import type { Question, Turns } from '../../questions/question.ts';

const GRAPHQL = `query Paths($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, maxHops: 6, first: 5) {
    cutBy
    paths { cost entities { id kind } links { type support dataset { id } from { id } to { id } } }
  }
}`;
const TURNS: Turns = { compared: 40, warmUp: 20, measured: 100 };
/** Between hubs the bare side collects all paths before it orders them: half a minute each among a million records. */
const HUB_TURNS: Turns = { compared: 10, warmUp: 1, measured: 20 };

const Answer = z.object({
  paths: z.object({
    cutBy: z.array(z.string()),
    paths: z.array(z.object({ cost: z.number(), links: z.array(z.unknown()) })),
  }),
});
const Row = z.object({ cost: z.number(), links: z.array(z.unknown()) });

/** The five best paths of at most six hops between two entities. Of equally good ones any may be told. */
export function askPaths(
  name: 'paths' | 'paths, hub to hub',
  pairs: readonly (readonly [string, string])[],
): Question {
  return {
    ...{ name, graphql: GRAPHQL, statement: 'correlate/paths', turns: name === 'paths' ? TURNS : HUB_TURNS },
    subjects: pairs.map(([from, to]) => ({ variables: { from, to }, params: { from, to } })),
    describeAnswer: (data) => costsOf(Answer.parse(data).paths.paths),
    describeRows: (rows) => costsOf(rows.map((row) => Row.parse(row))),
    shareOfCut: (data, rows) => {
      const { paths, cutBy } = Answer.parse(data).paths;
      if (cutBy.length === 0) return null;
      const wanted = costsOf(rows.map((row) => Row.parse(row)));
      const found = costsOf(paths);
      const common = wanted.filter((cost) => {
        const place = found.indexOf(cost);
        if (place >= 0) found.splice(place, 1);
        return place >= 0;
      });
      return wanted.length === 0 ? 1 : common.length / wanted.length;
    },
  };
}

function costsOf(paths: readonly { readonly cost: number }[]): string[] {
  return paths.map(({ cost }) => cost.toFixed(6));
}
