import { z } from 'zod';
import type { Question, Subject } from '../../questions/question.ts';
import { Names } from '../row-shapes.ts';

/** The first fifty; its cursor shows how the cursors of this list are made. */
export const FIFTY_PERSONS = `query Page($after: String) {
  entities(where: { kind: Person }, first: 50, after: $after) {
    pageInfo { endCursor }
    nodes { id kind name mentions(first: 5) { nodes { id role name record { id key dataset { id } } } } }
  }
}`;

const Answer = z.object({
  entities: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        mentions: z.object({
          nodes: z.array(
            z.object({
              id: z.string(),
              role: z.string(),
              name: z.string(),
              record: z.object({ id: z.string(), key: z.string(), dataset: z.object({ id: z.string() }) }),
            }),
          ),
        }),
      }),
    ),
  }),
});
const Row = z.object({
  id: z.string(),
  kind: z.string(),
  names: Names,
  mentions: z.array(z.array(z.string())),
});

/** Fifty persons from anywhere in the order of names, each with mentions and their records. */
export function askPageOfFifty(subjects: readonly Subject[]): Question {
  return {
    name: 'page of 50',
    graphql: FIFTY_PERSONS,
    statement: 'reads/page-of-fifty',
    subjects,
    describeAnswer: (data) =>
      Answer.parse(data).entities.nodes.map(({ id, kind, name, mentions }) => [
        ...[id, kind, name],
        mentions.nodes.map(({ id: mention, role, name: called, record }) => [
          ...[mention, role, called, record.id, record.key, record.dataset.id],
        ]),
      ]),
    describeRows: (rows, chooseName) =>
      rows
        .map((row) => Row.parse(row))
        .map(({ id, kind, names, mentions }) => [id, kind, chooseName(names), mentions]),
  };
}

/** The cursor of another position in the list that a cursor belongs to. */
export function moveCursor(cursor: string, position: readonly [name: string, id: string]): string {
  const [fingerprint] = z
    .array(z.string())
    .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  return Buffer.from(JSON.stringify([fingerprint, ...position])).toString('base64url');
}
