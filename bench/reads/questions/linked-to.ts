import { z } from 'zod';
import type { Question, Subject } from '../../questions/question.ts';
import { Names } from '../row-shapes.ts';

const GRAPHQL = `query LinkedTo($code: String!) {
  entities(
    where: { kind: Person, linkedTo: { kind: Organization, attributes: [{ name: "creditCode", equals: $code }] } }
    first: 50
  ) {
    nodes { id kind name }
  }
}`;

const Answer = z.object({
  entities: z.object({
    nodes: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
  }),
});
const Row = z.object({ id: z.string(), kind: z.string(), names: Names });

/** The persons who are linked to a company: a filter through a relationship. */
export function askLinkedTo(subjects: readonly Subject[]): Question {
  return {
    name: 'filter through a relationship',
    graphql: GRAPHQL,
    statement: 'reads/linked-to',
    subjects,
    describeAnswer: (data) => Answer.parse(data).entities.nodes.map(({ id, kind, name }) => [id, kind, name]),
    describeRows: (rows, chooseName) =>
      rows.map((row) => Row.parse(row)).map(({ id, kind, names }) => [id, kind, chooseName(names)]),
  };
}
