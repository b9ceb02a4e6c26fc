import { z } from 'zod';
import { type AsOf, type During, PRESENT } from '../../src/as-of.ts';
import { certaintyOf } from '../../src/correlate/presence/certainty.ts';
import { presenceBounds } from '../../src/correlate/presence/window.ts';
import type { Question, Subject } from '../questions/question.ts';

/** What every root about presence is asked for: a page of fifty, with whom the records mention, and how many there are. */
export const PAGE = `{
  totalCount
  nodes { at certainty distanceMeters record { id dataset { id } } entities { id kind } }
}`;
/** Totals are told up to the setting JINGWEI_MAX_COUNT as it is by default. */
const MOST_TOLD = 1_000;
/** Before this nobody said when something began. */
const EARLIEST = Date.parse('0100-01-01T00:00:00Z');

const Page = z.object({
  totalCount: z.number(),
  nodes: z.array(
    z.object({
      at: z.string().nullable(),
      certainty: z.string(),
      distanceMeters: z.number().nullable(),
      record: z.object({ id: z.string(), dataset: z.object({ id: z.string() }) }),
      entities: z.array(z.object({ id: z.string(), kind: z.string() })),
    }),
  ),
});
const Row = z.object({
  found: z.number(),
  id: z.string(),
  dataset: z.string(),
  validFrom: z.number(),
  validTo: z.number(),
  precision: z.string(),
  distance: z.number().nullable(),
  sure: z.boolean(),
  entities: z.array(z.tuple([z.string(), z.string()])),
});

/** Both forms of a question about presence over one period: the same for all its subjects, because certainty goes by it. */
export function describePresences(
  root: string,
  during: During,
): Pick<Question, 'describeAnswer' | 'describeRows'> {
  const { window } = presenceBounds(PRESENT, during);
  return {
    describeAnswer: (data) => {
      const page = z.object({ [root]: Page }).parse(data)[root];
      return [
        page?.totalCount ?? 0,
        page?.nodes.map(({ at, certainty, distanceMeters, record, entities }) => [
          ...[record.id, record.dataset.id, at === null ? null : Date.parse(at), certainty],
          ...[round(distanceMeters), entities.map(({ id, kind }) => [id, kind])],
        ]),
      ];
    },
    describeRows: (given) => {
      const rows = given.map((row) => Row.parse(row));
      return [
        Math.min(rows[0]?.found ?? 0, MOST_TOLD),
        rows.map((row) => [
          ...[row.id, row.dataset, row.validFrom < EARLIEST ? null : row.validFrom],
          ...[row.sure ? certaintyOf(row, window) : 'POSSIBLE', round(row.distance), row.entities],
        ]),
      ];
    },
  };
}

function round(meters: number | null): number | null {
  return meters === null ? null : Math.round(meters * 1_000);
}

/** A subject whose statement is bounded by a period as the product's are. */
export function subjectDuring(
  during: During,
  variables: Subject['variables'],
  params: Subject['params'],
  asOf: AsOf = PRESENT,
): Subject {
  const { window: _, ...bounds } = presenceBounds(asOf, during);
  return { variables: { ...variables, during }, params: { ...params, ...bounds } };
}
