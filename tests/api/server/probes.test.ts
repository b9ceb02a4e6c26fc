import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { openGraph } from '../../../src/graph/open-graph.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let graph: Graph;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph);
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const probe = async (path: string, at: TestServer = server) => {
  const response = await fetch(`${at.url}${path}`);
  return { status: response.status, text: await response.text() };
};

describe('probes', () => {
  it('tell that the process lives and that the graph answers', async () => {
    expect(await probe('/healthz')).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect(await probe('/readyz')).toEqual({ status: 200, text: '{"status":"ready"}' });
  });

  it('tell apart a process that lives from a graph that is gone, and not where it was', async () => {
    const gone = await openGraph(inject('neo4j'));
    const other = await startTestServer(gone);
    await gone.close();
    expect((await probe('/healthz', other)).status).toBe(200);
    const { status, text } = await probe('/readyz', other);
    expect(status).toBe(503);
    expect(text).toContain('GRAPH_BUSY');
    expect(text).not.toContain('bolt:');
    await other.close();
  });
});

describe('metrics', () => {
  it('count requests by kind and code, statements by name, and what the process uses', async () => {
    await server.ask('{ me { role } }');
    await server.ask('{ nope }');
    await server.ask('{ departments { id } }');
    const { text } = await probe('/metrics');
    expect(text).toMatch(/jingwei_requests_total\{kind="query",code="OK"\} \d/);
    expect(text).toMatch(/jingwei_requests_total\{kind="other",code="QUERY_INVALID"\} \d/);
    expect(text).toMatch(/jingwei_request_seconds_bucket\{le="1",kind="query"\} \d/);
    expect(text).toMatch(/jingwei_statement_seconds_count\{statement="graph\/ping"\} \d/);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('take no name that a caller chose', async () => {
    await server.ask('query Wang310101 { me { role } }');
    expect((await probe('/metrics')).text).not.toContain('Wang310101');
  });
});
