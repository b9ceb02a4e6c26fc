import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startServer } from '../../src/api/server/start-server.ts';
import { loadSettings } from '../../src/settings.ts';
import { openTestGraph } from '../setup/test-graph.ts';

/** A server as `npm start` has it on the demo city, for the questions that pages show. */
export interface PageServer {
  /** What is answered to a question, asked by nobody in particular, as `JSON.parse` gives it. */
  ask(query: string, matter?: string): ReturnType<typeof JSON.parse>;
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const graph = await openTestGraph();
  const home = mkdtempSync(join(tmpdir(), 'jingwei-page-'));
  const settings = loadSettings({
    JINGWEI_HOME: home,
    JINGWEI_PORT: '0',
    JINGWEI_POLICIES: 'examples/city/policies',
  });
  const server = await startServer({ graph, settings, logger: pino({ level: 'silent' }) });
  return {
    ask: async (query, matter) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(matter === undefined ? {} : { 'x-jingwei-matter': matter }),
        },
        body: JSON.stringify({ query }),
      });
      return JSON.parse(await response.text());
    },
    close: async () => {
      await server.close();
      await graph.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
