import { z } from 'zod';
import type { Question, Subject } from '../../questions/question.ts';
import { Names } from '../row-shapes.ts';

const GRAPHQL = `query Search($text: String!) {
  search(text: $text, first: 20) {
    nodes { score entity { id kind name } mention { id name role } }
  }
}`;

const Answer = z.object({
  search: z.object({
    nodes: z.array(
      z.object({
        score: z.number(),
        entity: z.object({ id: z.string(), kind: z.string(), name: z.string() }),
        mention: z.object({ id: z.string(), name: z.string(), role: z.string() }),
      }),
    ),
  }),
});
const Row = z.object({
  score: z.number(),
  id: z.string(),
  kind: z.string(),
  mention: z.string(),
  name: z.string(),
  role: z.string(),
  names: Names,
});

/** The twenty best entities for a name as somebody types it. */
export function askSearch(subjects: readonly Subject[]): Question {
  return {
    name: 'search',
    graphql: GRAPHQL,
    statement: 'reads/search',
    subjects,
    describeAnswer: (data) =>
      Answer.parse(data).search.nodes.map(({ score, entity, mention }) => [
        ...[score, entity.id, entity.kind, entity.name, mention.id, mention.name, mention.role],
      ]),
    describeRows: (rows, chooseName) =>
      rows
        .map((row) => Row.parse(row))
        .map(({ score, id, kind, names, mention, name, role }) => [
          ...[score, id, kind, chooseName(names), mention, name, role],
        ]),
  };
}
