import { z } from 'zod';
import type { Question, Subject } from '../../questions/question.ts';
import { Instant, Names } from '../row-shapes.ts';

const GRAPHQL = `query Entity($id: ID!) {
  entity(id: $id) { id kind type name evidence recordedFrom }
}`;

const Answer = z.object({
  entity: z.object({
    id: z.string(),
    kind: z.string(),
    type: z.string().nullable(),
    name: z.string(),
    evidence: z.number(),
    recordedFrom: Instant,
  }),
});
const Row = z.object({
  id: z.string(),
  kind: z.string(),
  type: z.string(),
  evidence: z.number(),
  recordedFrom: z.number(),
  names: Names,
});

/** One entity by its id. */
export function askEntityById(subjects: readonly Subject[]): Question {
  return {
    name: 'entity by id',
    graphql: GRAPHQL,
    statement: 'reads/entity-by-id',
    subjects,
    describeAnswer: (data) => {
      const { id, kind, type, name, evidence, recordedFrom } = Answer.parse(data).entity;
      return [id, kind, type ?? '', evidence, recordedFrom, name];
    },
    describeRows: (rows, chooseName) => {
      const { id, kind, type, evidence, recordedFrom, names } = Row.parse(rows[0]);
      return [id, kind, type, evidence, recordedFrom, chooseName(names)];
    },
  };
}
