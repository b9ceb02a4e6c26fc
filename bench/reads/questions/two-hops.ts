import { z } from 'zod';
import type { Question, Subject } from '../../questions/question.ts';

const GRAPHQL = `query TwoHops($id: ID!) {
  entity(id: $id) {
    links(first: 20) {
      nodes {
        type
        dataset { id }
        period { from to }
        other {
          id
          kind
          links(first: 20) { nodes { type dataset { id } period { from to } other { id kind } } }
        }
      }
    }
  }
}`;

const Period = z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable();
const Dataset = z.object({ id: z.string() });
const Far = z.object({
  type: z.string(),
  dataset: Dataset,
  period: Period,
  other: z.object({ id: z.string(), kind: z.string() }),
});
const Answer = z.object({
  entity: z.object({
    links: z.object({
      nodes: z.array(
        Far.extend({
          other: z.object({
            id: z.string(),
            kind: z.string(),
            links: z.object({ nodes: z.array(Far) }),
          }),
        }),
      ),
    }),
  }),
});
const Row = z.object({
  type: z.string(),
  dataset: z.string(),
  since: z.number(),
  until: z.number(),
  other: z.string(),
  otherKind: z.string(),
  nextType: z.string(),
  nextDataset: z.string(),
  nextSince: z.number(),
  nextUntil: z.number(),
  far: z.string(),
  farKind: z.string(),
});
/** Times beyond these are open ends. */
const EARLIEST = Date.parse('0100-01-01T00:00:00Z');
const LATEST = Date.parse('9990-01-01T00:00:00Z');

/** Whom an entity is linked to, and whom they are. */
export function askTwoHops(subjects: readonly Subject[]): Question {
  return {
    name: 'two hops',
    graphql: GRAPHQL,
    statement: 'reads/two-hops',
    subjects,
    describeAnswer: (data) =>
      Answer.parse(data)
        .entity.links.nodes.flatMap(({ type, dataset, period, other }) =>
          other.links.nodes.map((far) =>
            JSON.stringify([
              ...[type, dataset.id, toTime(period?.from), toTime(period?.to), other.id, other.kind],
              ...[far.type, far.dataset.id, toTime(far.period?.from), toTime(far.period?.to)],
              ...[far.other.id, far.other.kind],
            ]),
          ),
        )
        .sort(),
    describeRows: (rows) =>
      rows
        .map((row) => Row.parse(row))
        .map((row) =>
          JSON.stringify([
            ...[row.type, row.dataset, bounded(row.since), bounded(row.until), row.other, row.otherKind],
            ...[row.nextType, row.nextDataset, bounded(row.nextSince), bounded(row.nextUntil)],
            ...[row.far, row.farKind],
          ]),
        )
        .sort(),
  };
}

function toTime(instant: string | null | undefined): number | null {
  return instant == null ? null : Date.parse(instant);
}

function bounded(time: number): number | null {
  return time < EARLIEST || time > LATEST ? null : time;
}
