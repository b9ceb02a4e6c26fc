import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { buildTestSchema, countRunning } from './test-schema.ts';
import { startTestServer } from './test-server.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a server that is told to stop', () => {
  it('finishes what it is doing, takes nothing more, and leaves the graph open', async () => {
    const server = await startTestServer(graph, {}, buildTestSchema('stop-finish'));
    const asked = server.ask('mutation { slowly }');
    await soon(1_000);
    const closed = server.close();
    await soon(50);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    expect((await asked).data).toEqual({ slowly: 1 });
    await closed;
    const next = await startTestServer(graph, { JINGWEI_PORT: new URL(server.url).port });
    await next.close();
  });

  it('stops what does not end within 5 seconds, and tells its caller', async () => {
    const server = await startTestServer(graph, {}, buildTestSchema('stop-slow'));
    const asked = server.ask('{ slow }');
    await expect.poll(() => countRunning(graph, 'stop-slow'), { timeout: 5_000 }).toBe(1);
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeGreaterThan(4_500);
    expect(performance.now() - started).toBeLessThan(8_000);
    const { codes, errors } = await asked;
    expect(codes).toEqual(['GRAPH_BUSY']);
    expect(errors?.[0]?.message).toContain('the server is stopping');
  });
});
