import { existsSync } from 'node:fs';
import { request as openRequest } from 'node:http';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { buildDefaultQuery, EXAMPLE_QUESTIONS } from '../../../src/api/graphiql/example-questions.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const FRIEND = 'https://console.example';

let graph: Graph;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph, { JINGWEI_CORS_ORIGINS: FRIEND });
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

/** Like fetch, which would set Host and Origin itself. */
function send(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = openRequest(`${server.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject).end();
  });
}

describe('GraphiQL', () => {
  const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

  it('is shown to browsers, and names no other address', async () => {
    const response = await fetch(`${server.url}/graphql`, asBrowser);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    const page = await response.text();
    expect(page).not.toMatch(/https?:|\/\//);
  });

  it.runIf(existsSync('dist/graphiql/main.js'))('brings all its files itself (after a build)', async () => {
    const page = await (await fetch(`${server.url}/graphql`, asBrowser)).text();
    const named = [...page.matchAll(/(?:src|href)="(graphiql\/[^"]+)"/g)].map((match) => match[1]);
    const workers = ['editor', 'json', 'graphql'].map((worker) => `graphiql/${worker}.worker.js`);
    expect(named).toEqual(['graphiql/main.css', 'graphiql/main.js']);
    for (const file of [...named, ...workers]) {
      const response = await fetch(`${server.url}/${file}`);
      expect([file, response.status]).toEqual([file, 200]);
      const text = await response.text();
      if (file?.endsWith('.css')) expect(/(?:url\(|@import )["']?(?:https?:)?\/\//.test(text)).toBe(false);
      if (file?.endsWith('main.js')) expect(text.includes(EXAMPLE_QUESTIONS[0]?.chinese ?? '-')).toBe(true);
    }
  });

  it.each(EXAMPLE_QUESTIONS.map(({ english, query }) => [english, query]))('%s', (_english, query) => {
    expect(validate(buildSchema(), parse(query))).toEqual([]);
  });

  it('opens with all questions in one document', () => {
    expect(parse(buildDefaultQuery()).definitions).toHaveLength(EXAMPLE_QUESTIONS.length);
  });
});

describe('pages of other origins', () => {
  it('may call when they are listed', async () => {
    const headers = { origin: FRIEND, 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const asked = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { origin: FRIEND, 'content-type': 'application/json' },
      body: '{"query":"{ me { role } }"}',
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each<[string, Record<string, string>, number]>([
    ['of another origin', { origin: 'https://evil.example' }, 403],
    ['without an origin', { origin: 'null' }, 403],
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of its own', {}, 400],
  ])('cannot post a file through a form: page %s', async (_what, headers, status) => {
    expect(await send('POST', '/deliveries', { 'content-type': 'text/plain', ...headers })).toBe(status);
  });

  it('get no permission when they ask', async () => {
    const preflight = await fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a name that was made to point at this machine', () => {
  it.each<[string, number]>([
    ['evil.example', 421],
    ['evil.example:PORT', 421],
    ['localhost', 421],
    ['localhost:1', 421],
    ['localhost:PORT', 200],
    ['LOCALHOST:PORT', 200],
    ['127.0.0.1:PORT', 200],
    ['[::1]:PORT', 200],
  ])('Host: %s', async (host, status) => {
    const named = host.replace('PORT', new URL(server.url).port);
    expect(await send('GET', '/healthz', { host: named })).toBe(status);
  });
});

it('every answer forbids to guess its type, to frame it and to keep it', async () => {
  const { headers } = await fetch(`${server.url}/healthz`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-powered-by')).toBeNull();
});
