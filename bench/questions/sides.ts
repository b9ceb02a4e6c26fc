import neo4j, { type Driver } from 'neo4j-driver';
import { readStatement } from '../statement-file.ts';
import type { GraphqlClient } from './graphql-client.ts';
import type { Question, Subject } from './question.ts';

/** The two ways to one answer. */
export interface Sides {
  readonly product: (subject: Subject) => Promise<unknown>;
  readonly bare: (subject: Subject) => Promise<readonly object[]>;
}

export function createSides(question: Question, driver: Driver, client: GraphqlClient): Sides {
  const text = readStatement(question.statement);
  return {
    product: ({ variables }) => client.ask(question.graphql, variables),
    bare: async ({ params }) => {
      const result = await driver.executeQuery(text, params, {
        database: 'neo4j',
        routing: neo4j.routing.READ,
      });
      return result.records.map((record) => record.toObject());
    },
  };
}
