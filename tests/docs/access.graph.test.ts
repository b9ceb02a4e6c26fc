import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/api/server/start-server.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadSettings } from '../../src/settings.ts';
import { openTestGraph } from '../setup/test-graph.ts';

const PAGE = readFileSync('docs/access.md', 'utf8');
const ABOUT = 'text: "唐玉琴", kind: Person';
let graph: Graph;
let server: RunningServer;
let home: string;

beforeAll(async () => {
  graph = await openTestGraph();
  home = mkdtempSync(join(tmpdir(), 'jingwei-access-'));
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

async function ask(query: string, matter?: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(matter === undefined ? {} : { 'x-jingwei-matter': matter }),
    },
    body: JSON.stringify({ query }),
  });
  return JSON.parse(await response.text());
}

describe('docs/access.md', () => {
  it('is right about the question without a matter', async () => {
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(PAGE) ?? [];
    expect(query).toContain(ABOUT);
    expect((await ask(query)).errors[0].extensions.code).toBe('MATTER_REQUIRED');
  });

  it('is right about who is seen under which matter, and why not', async () => {
    const question = `{ search(${ABOUT}, first: 1) { nodes { entity { name departments { id } } } } }`;
    const wide = await ask(question, 'x_staged-accidents');
    expect(wide.data.search.nodes[0].entity.departments).toHaveLength(7);
    const narrow = await ask(question, 'x_unlet-homes');
    const departments = narrow.data.search.nodes[0].entity.departments.map(({ id }: { id: string }) => id);
    expect(departments).toContain('housing');
    expect(departments).not.toContain('population');
    const codes = narrow.extensions.redactions.map(({ code }: { code: string }) => code);
    expect(codes).toContain('APPROVAL_REQUIRED');
    const why = await ask(
      '{ accessExplanation(datasets: ["population/residents"]) { class code needed } }',
      'x_unlet-homes',
    );
    expect(why.data.accessExplanation).toContainEqual({
      class: 'personal',
      code: 'APPROVAL_REQUIRED',
      needed: "the approval of the matter by the dataset's department",
    });
  });
});
