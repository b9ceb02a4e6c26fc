import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { buildTestSchema } from './test-schema.ts';
import { parseAnswer, startTestServer, type TestServer } from './test-server.ts';

let graph: Graph;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph, { JINGWEI_BODY_BYTES: '10k' }, buildTestSchema('errors'));
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers, body });

describe('errors of a GraphQL request', () => {
  it('ours reach the caller with code, remedy and details, and the rest of the answer stays', async () => {
    const { data, errors, status } = await server.ask('{ hello refuses }');
    expect(status).toBe(200);
    expect(data).toEqual({ hello: 'hello', refuses: null });
    expect(errors).toEqual([
      {
        message: 'There is no entity e_1 that you may see',
        path: ['refuses'],
        extensions: { code: 'NOT_FOUND', remedy: 'Check the id.', details: { kind: 'entity', id: 'e_1' } },
      },
    ]);
  });

  it('unexpected ones say nothing but the id under which the log knows them, and the log holds no message', async () => {
    const { errors } = await server.ask('{ fails }');
    const [error] = errors ?? [];
    expect(error?.message).toBe('Something went wrong on the server');
    expect(error?.extensions.code).toBe('INTERNAL');
    const line = server.log.find(
      (text) => text.includes('"failure"') && text.includes(error?.extensions.requestId ?? '-'),
    );
    expect(line).toContain('test-schema.ts');
    expect(server.log.join('')).not.toContain('王小明');
  });

  it.each([
    ['a syntax error', '{ hello', 'Syntax Error: Expected Name, found <EOF>.'],
    ['an unknown field', '{ helo }', 'Cannot query field "helo" on type "Query". Did you mean "hello"?'],
    ['a missing operation', 'fragment F on Query { hello } ', 'Fragment "F" is never used.'],
  ])('%s is QUERY_INVALID', async (_what, query, message) => {
    const { errors, status } = await server.ask(query);
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'QUERY_INVALID' } });
  });

  it.each<[string, string, Record<string, string> | undefined, string, number]>([
    ['several operations in one array', '[{"query":"{hello}"}]', undefined, 'QUERY_INVALID', 400],
    ['broken JSON', '{"query":', undefined, 'QUERY_INVALID', 400],
    ['no query', '{}', undefined, 'QUERY_INVALID', 400],
    ['a form', '{"query":"{hello}"}', { 'content-type': 'text/plain' }, 'QUERY_INVALID', 400],
    ['too many bytes', JSON.stringify({ query: '#'.repeat(11_000) }), undefined, 'LIMIT_EXCEEDED', 413],
  ])('%s is refused', async (_what, body, headers, code, status) => {
    const answer = await parseAnswer(await post(body, headers));
    expect(answer.codes).toEqual([code]);
    expect(answer.status).toBe(status);
  });

  it('GET, and pages that do not exist, are refused in the same form', async () => {
    const got = await fetch(`${server.url}/graphql?query={hello}`, {
      headers: { accept: 'application/json' },
    });
    expect(got.headers.get('allow')).toBe('POST');
    expect(await parseAnswer(got)).toMatchObject({ status: 405, codes: ['METHOD_REFUSED'] });
    expect(await parseAnswer(await fetch(`${server.url}/nowhere`))).toMatchObject({
      status: 404,
      codes: ['NOT_FOUND'],
    });
  });
});

describe('the log', () => {
  it('tells operation, code and time of a request under the id that the caller sees, and no variable', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'from-a-proxy' },
      body: JSON.stringify({
        query: 'query Things($n: Int) { things(first: $n) { totalCount } }',
        variables: { n: 7, secret: '310101199001011234' },
      }),
    });
    expect(response.headers.get('x-request-id')).toBe('from-a-proxy');
    await response.text();
    await expect.poll(() => server.log.find((text) => text.includes('from-a-proxy'))).toBeDefined();
    const line: unknown = JSON.parse(server.log.find((text) => text.includes('from-a-proxy')) ?? '');
    expect(line).toMatchObject({ event: 'request', kind: 'query', operation: 'Things', code: 'OK' });
    expect(server.log.join('')).not.toContain('310101199001011234');
  });
});
