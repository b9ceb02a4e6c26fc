import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import { readStatement } from '../statement-file.ts';
import type { GraphqlClient } from './graphql-client.ts';
import type { Question, Subject } from './question.ts';

/** The two ways to one answer. */
export interface Sides {
  readonly product: (subject: Subject) => Promise<unknown>;
  /** Null where the server had no memory left for it: what the product bounds, a bare statement does not. */
  readonly bare: (subject: Subject) => Promise<readonly object[] | null>;
}

const OUT_OF_MEMORY = 'Neo.TransientError.General.MemoryPoolOutOfMemoryError';

export function createSides(question: Question, driver: Driver, client: GraphqlClient): Sides {
  const text = readStatement(question.statement);
  return {
    product: ({ variables }) => client.ask(question.graphql, variables),
    bare: async ({ params }) => {
      try {
        const result = await driver.executeQuery(text, params, {
          database: 'neo4j',
          routing: neo4j.routing.READ,
        });
        return result.records.map((record) => record.toObject());
      } catch (error) {
        if (error instanceof Neo4jError && error.code === OUT_OF_MEMORY) return null;
        throw error;
      }
    },
  };
}
