import { z } from 'zod';
import { readAttributes } from '../../../src/intake/read-attributes.ts';
import type { Question, Subject } from '../../questions/question.ts';
import { Instant } from '../row-shapes.ts';

const GRAPHQL = `query Profile($id: ID!) {
  entity(id: $id) {
    id
    kind
    name
    claims {
      attribute kind scheme value preferred
      sources { mention original statedAt record { id key } delivery { id } dataset { id name } department { id name } }
    }
  }
}`;

const Named = z.object({ id: z.string(), name: z.string() });
const Answer = z.object({
  entity: z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    claims: z.array(
      z.object({
        attribute: z.string(),
        scheme: z.string().nullable(),
        value: z.string(),
        sources: z.array(
          z.object({
            mention: z.string(),
            original: z.string(),
            statedAt: Instant,
            record: z.object({ id: z.string(), key: z.string() }),
            delivery: z.object({ id: z.string() }),
            dataset: Named,
            department: Named,
          }),
        ),
      }),
    ),
  }),
});
const Row = z.object({
  id: z.string(),
  kind: z.string(),
  mention: z.string(),
  role: z.string(),
  name: z.string(),
  sortName: z.string(),
  attributes: z.string(),
  record: z.string(),
  key: z.string(),
  delivery: z.string(),
  statedAt: z.number(),
  validTo: z.number(),
  dataset: z.string(),
  datasetName: z.string(),
  department: z.string(),
  departmentName: z.string(),
});

/** Every claim about an entity with who states it, in which record. */
export function askProfile(subjects: readonly Subject[]): Question {
  return {
    name: 'profile',
    graphql: GRAPHQL,
    statement: 'reads/profile',
    subjects,
    describeAnswer: (data) => {
      const { id, kind, name, claims } = Answer.parse(data).entity;
      const stated = claims.flatMap(({ attribute, scheme, value, sources }) =>
        sources.map(({ mention, original, statedAt, record, delivery, dataset, department }) =>
          JSON.stringify([
            ...[attribute, scheme ?? '', value, mention, original, statedAt, record.id, record.key],
            ...[delivery.id, dataset.id, dataset.name, department.id, department.name],
          ]),
        ),
      );
      return [id, kind, name, ...stated.sort()];
    },
    describeRows: (rows, chooseName) => {
      const parsed = rows.map((row) => Row.parse(row));
      const stated = parsed.flatMap((row) =>
        readAttributes(row.attributes).map(({ name, scheme, value, original }) =>
          JSON.stringify([
            ...[name, scheme ?? '', value, row.mention, original, row.statedAt, row.record, row.key],
            ...[row.delivery, row.dataset, row.datasetName, row.department, row.departmentName],
          ]),
        ),
      );
      const named = parsed
        .filter(({ name }) => name !== '')
        .map(
          ({ name, sortName, dataset, role, statedAt, validTo }) =>
            [name, sortName, dataset, role, statedAt, validTo] as const,
        );
      return [parsed[0]?.id, parsed[0]?.kind, chooseName(named), ...stated.sort()];
    },
  };
}
