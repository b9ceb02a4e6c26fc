import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { buildTestSchema, countRunning } from './test-schema.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const MARK = `mark-${process.pid}-${Date.now()}`;
let graph: Graph;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph, { JINGWEI_REQUEST_SECONDS: '3' }, buildTestSchema(MARK));
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const running = () => countRunning(graph, MARK);

describe('a statement that takes too long', () => {
  it('is stopped on the server when the time of its request is up, and the caller is told once', async () => {
    const asked = server.ask('{ a: slow b: slow hello }');
    await expect.poll(running, { timeout: 5_000, interval: 20 }).toBe(2);
    const { errors, data, status } = await asked;
    expect(status).toBe(504);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: 'The request took longer than 3 seconds and was stopped',
      extensions: { code: 'TIMEOUT' },
    });
    await expect.poll(running).toBe(0);
  });

  it('is stopped on the server when its client leaves', async () => {
    const client = new AbortController();
    const asked = server.ask('query Left { slow }', { signal: client.signal });
    await expect.poll(running, { timeout: 5_000, interval: 20 }).toBe(1);
    client.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(running, { timeout: 2_000, interval: 20 }).toBe(0);
    await expect.poll(() => server.log.filter((line) => line.includes('CLIENT_GONE'))).toHaveLength(1);
  });
});

describe('a mutation', () => {
  it('is not stopped half way: who is told that it failed can rely on it', async () => {
    const { data, codes } = await server.ask('mutation { slowly }');
    expect(codes).toEqual([]);
    expect(data).toEqual({ slowly: 1 });
  });
});
