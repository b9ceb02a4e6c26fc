import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { z } from 'zod';
import { type RunningServer, startServer } from '../../../src/api/server/start-server.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { type AuditSettings, loadSettings } from '../../../src/settings.ts';

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({
          code: z.string(),
          remedy: z.string(),
          details: z.record(z.string(), z.unknown()).optional(),
          requestId: z.string().optional(),
        }),
      }),
    )
    .optional(),
});

/** A server on a free port of loopback, and the lines that it logged. */
export interface TestServer extends RunningServer {
  readonly log: readonly string[];
  /** Its JINGWEI_HOME. */
  readonly home: string;
  /** Folder that uploads are spooled in. */
  readonly spool: string;
  /** Where its log is vouched for. */
  readonly audit: AuditSettings;
  ask(query: string, options?: AskOptions): Promise<AskedAnswer>;
}

interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly matter?: string;
  readonly signal?: AbortSignal;
}

type AskedAnswer = z.infer<typeof Answer> & {
  readonly status: number;
  readonly codes: readonly string[];
};

export async function startTestServer(
  graph: Graph,
  env: Readonly<Record<string, string>> = {},
  schema?: GraphQLSchema,
): Promise<TestServer> {
  const log: string[] = [];
  const lines = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const home = mkdtempSync(join(tmpdir(), 'jingwei-http-'));
  const settings = loadSettings({ JINGWEI_HOME: home, JINGWEI_PORT: '0', ...env });
  const server = await startServer({
    graph,
    settings,
    logger: pino({ level: 'debug' }, lines),
    ...(schema === undefined ? {} : { schema }),
  });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
    log,
    home,
    spool: join(home, 'spool'),
    audit: settings.audit,
    ask: async (query, { variables, token, matter, signal } = {}) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(matter === undefined ? {} : { 'x-jingwei-matter': matter }),
        },
        body: JSON.stringify({ query, variables }),
        ...(signal === undefined ? {} : { signal }),
      });
      return parseAnswer(response);
    },
  };
}

export async function parseAnswer(response: Response): Promise<AskedAnswer> {
  const answer = Answer.parse(await response.json());
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
  return { ...answer, status: response.status, codes };
}
