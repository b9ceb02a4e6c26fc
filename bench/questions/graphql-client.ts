import { Agent, request } from 'node:http';
import { z } from 'zod';
import { EXAMPLE_MATTER } from '../../src/access/example-matters.ts';

/** A caller over HTTP with connections that stay open, as an app keeps them. */
export interface GraphqlClient {
  /** Sends one request and gives its data. Throws on any error in the answer. */
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

const Answer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

export function createGraphqlClient(url: string, connections: number): GraphqlClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    ask: async (query, variables) => {
      const body = JSON.stringify({ query, variables });
      const { data, errors } = Answer.parse(JSON.parse(await post(url, agent, body)));
      if (errors !== undefined) throw new Error(`The server refused: ${errors[0]?.message ?? 'no message'}`);
      return data;
    },
    close: () => agent.destroy(),
  };
}

function post(url: string, agent: Agent, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/graphql`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-jingwei-matter': EXAMPLE_MATTER,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () => resolve(Buffer.concat(parts).toString('utf8')));
        response.once('error', reject);
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
