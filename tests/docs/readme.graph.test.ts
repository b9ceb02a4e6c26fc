import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/api/server/start-server.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadSettings } from '../../src/settings.ts';
import { openTestGraph } from '../setup/test-graph.ts';

const README = readFileSync('README.md', 'utf8');
let graph: Graph;
let server: RunningServer;
let home: string;

beforeAll(async () => {
  graph = await openTestGraph();
  home = mkdtempSync(join(tmpdir(), 'jingwei-readme-'));
  const settings = loadSettings({
    JINGWEI_HOME: home,
    JINGWEI_PORT: '0',
    JINGWEI_POLICIES: 'examples/city/policies',
  });
  server = await startServer({ graph, settings, logger: pino({ level: 'silent' }) });
});

afterAll(async () => {
  await server.close();
  await graph.close();
  rmSync(home, { recursive: true, force: true });
});

describe('README', () => {
  it('asks a question across departments and shows the answer that the server gives', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: block('graphql') }),
    });
    const { data } = JSON.parse(await response.text());
    expect({ data }).toEqual(JSON.parse(block('json')));
  });

  it('names only commands and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [, script = ''] of README.matchAll(/npm run ([\w:]+)/g))
      expect(scripts).toHaveProperty([script]);
    for (const [, file = ''] of README.matchAll(/\]\(((?:docs|CONTRIBUTING)[^)]*)\)/g)) {
      expect(() => readFileSync(file)).not.toThrow(/ENOENT/);
    }
  });
});

/** The text of the README's first block in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(README);
  if (found?.[1] === undefined) throw new Error(`The README has no ${language} block`);
  return found[1];
}
