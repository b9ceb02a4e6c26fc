import { makeExecutableSchema } from '@graphql-tools/schema';
import type { RequestContext } from '../../../src/api/context.ts';
import { JingweiError } from '../../../src/errors.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import type { Statement } from '../../../src/graph/statement.ts';

/** A statement that takes minutes unless it is stopped; the mark finds it among the server's transactions. */
export function slowStatement(
  mark: string,
): Statement<object, { readonly n: number }, Record<string, never>> {
  return {
    name: 'test/slow',
    mode: 'read',
    reader: 'open',
    text: `UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = b + 200000 RETURN count(*) AS n /* ${mark} */`,
    columns: ['n'],
    slots: {},
    allow: {},
  };
}

const listRunning: Statement<{ readonly mark: string }, { readonly n: number }, Record<string, never>> = {
  name: 'test/running',
  mode: 'read',
  reader: 'open',
  text: 'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $mark RETURN count(*) AS n',
  columns: ['n'],
  slots: {},
  allow: {},
};

/** How many slow statements with this mark run on the server right now. */
export async function countRunning(graph: Graph, mark: string): Promise<number> {
  return (await graph.read(listRunning, { mark: `${mark} *` }))[0]?.n ?? 0;
}

/** A small schema whose fields misbehave on purpose. */
export function buildTestSchema(mark: string) {
  return makeExecutableSchema<RequestContext>({
    typeDefs: `
      type Query { hello: String!, fails: String, refuses: String, slow: Int, things(first: Int = 20): ThingPage! }
      type Mutation { slowly: Int }
      type ThingPage { nodes: [Thing!]!, totalCount: Int! }
      type Thing { id: ID!, name: String, parts(first: Int = 10): ThingPage!, tags: [Tag!]! }
      type Tag { id: ID!, thing: Thing! }
    `,
    resolvers: {
      Query: {
        hello: () => 'hello',
        fails: () => {
          throw new Error('Node(5) already exists with name = 王小明');
        },
        refuses: () => {
          throw new JingweiError('NOT_FOUND', { kind: 'entity', id: 'e_1' });
        },
        slow: async (_parent, _args, context) => {
          const rows = await context.graph.read(slowStatement(mark), {}, { signal: context.signal });
          return rows[0]?.n;
        },
        things: () => ({ nodes: [], totalCount: 0 }),
      },
      Mutation: {
        slowly: async () => {
          await new Promise((resolve) => setTimeout(resolve, 3_500));
          return 1;
        },
      },
    },
  });
}
