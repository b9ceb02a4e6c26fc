import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { parseAnswer, startTestServer, type TestServer } from '../../api/server/test-server.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { tokenOf } from './attacked-town.ts';

let graph: Graph;
let server: TestServer;
let token: string;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph);
  token = await tokenOf(server.home, 'analyst');
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const guesses = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `g${i}: node(id: "e_${randomBytes(16).toString('base64url')}") { id }`,
  );

describe('brute force', () => {
  it('by aliases is refused as a whole: not even the allowed ones are tried', async () => {
    const { codes, data, status } = await server.ask(`{ ${guesses(201).join(' ')} }`, { token });
    expect([status, codes, data ?? null]).toEqual([400, ['QUERY_TOO_LARGE'], null]);
  });

  it('by fragments that multiply aliases is refused', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `a${i}: id`).join(' ');
    const query = `{ x: node(id: "e_1") { ...A ...B } } fragment A on Node { ${names} } fragment B on Node { ${names.replaceAll('a', 'b')} }`;
    expect((await server.ask(query, { token })).codes).toEqual(['QUERY_TOO_LARGE']);
  });

  it('by a batch is refused, whoever asks', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(guesses(2).map((guess) => ({ query: `{ ${guess} }` }))),
    });
    expect(await parseAnswer(response)).toMatchObject({ status: 400, codes: ['QUERY_INVALID'] });
  });

  it('by lookups of more ids than allowed is refused', async () => {
    const ids = Array.from({ length: 10_001 }, (_, i) => `e_${i}`);
    const query = 'query L($ids: [ID!]) { lookup(ids: $ids) { entities { id } } }';
    const { codes } = await server.ask(query, { token, variables: { ids } });
    expect(['LIMIT_EXCEEDED', 'QUERY_TOO_COSTLY']).toContain(codes[0]);
  });

  it('by a cycle of fragments, deep nesting or a wide document ends in a refusal, not in work', async () => {
    const cycle =
      '{ entities { ...A } } fragment A on EntityConnection { ...B } fragment B on EntityConnection { ...A }';
    const deep = `{ entity(id: "x") { ${'links { nodes { other { '.repeat(8)} id ${'} } }'.repeat(8)} } }`;
    const wide = `{ ${'me { role } '.repeat(4_000)} }`;
    for (const query of [cycle, deep, wide]) {
      const { status, data } = await server.ask(query, { token });
      expect([status, data ?? null]).toEqual([400, null]);
    }
  });

  it('tells the same of every guess', async () => {
    const { data, codes } = await server.ask(`{ ${guesses(150).join(' ')} }`, { token });
    expect(codes).toEqual([]);
    expect(new Set(Object.values(data ?? {}))).toEqual(new Set([null]));
  });

  it.each<[string, RequestInit, number]>([
    ['GET', { method: 'GET', headers: { accept: 'application/json' } }, 405],
    [
      'a form',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'query={me{role}}',
      },
      400,
    ],
    [
      'plain text',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{me{role}}"}' },
      400,
    ],
    ['no type', { method: 'POST', body: new Blob(['{"query":"{me{role}}"}']) }, 400],
    [
      'another site',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
        body: '{"query":"{me{role}}"}',
      },
      403,
    ],
  ])('a page cannot make its visitor ask by %s', async (_how, init, status) => {
    const response = await fetch(`${server.url}/graphql?query={me{role}}`, init);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('"me"');
  });
});
