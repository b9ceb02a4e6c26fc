import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { parseAnswer, startTestServer, type TestServer } from './test-server.ts';

let graph: Graph;
let issuer: TestIssuer;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  issuer = await startIssuer();
  const env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
  // With sign-in any address may be listened on.
  server = await startTestServer(graph, { ...env, JINGWEI_HOST: '0.0.0.0' });
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await graph.close();
});

const token = (claims: Record<string, unknown>) =>
  tokenFor(issuer, { sub: 'u1', exp: Date.now() / 1000 + 60, ...claims });

describe('a server with sign-in', () => {
  it('knows who asks', async () => {
    const { data } = await server.ask('{ me { user role department } }', {
      token: await token({ role: 'department', department: 'housing' }),
    });
    expect(data).toEqual({ me: { user: 'u1', role: 'department', department: 'housing' } });
  });

  it('answers 401 and how to sign in, before it reads the body', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{"not json' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await parseAnswer(response)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
  });

  it('shows the schema to roles that write queries, and not a name of it to others', async () => {
    const analyst = await token({ role: 'analyst' });
    const department = await token({ role: 'department', department: 'housing' });
    const introspection = '{ __schema { queryType { name } } }';
    expect((await server.ask(introspection, { token: analyst })).codes).toEqual([]);
    const refused = await server.ask(introspection, { token: department });
    expect(refused).toMatchObject({ codes: ['FORBIDDEN'], status: 403 });
    const misspelled = '{ me { rol } }';
    expect((await server.ask(misspelled, { token: analyst })).errors?.[0]?.message).toContain('Did you mean');
    const { errors } = await server.ask(misspelled, { token: department });
    expect(errors?.[0]?.message).toBe('Cannot query field "rol" on type "Caller".');
  });

  it('opens GraphiQL for the same roles, and for nobody else', async () => {
    const open = async (path: string, bearer?: string) => {
      const headers = { accept: 'text/html', ...(bearer && { authorization: `Bearer ${bearer}` }) };
      return (await fetch(`${server.url}${path}`, { headers })).status;
    };
    for (const path of ['/graphql', '/graphiql/main.js']) {
      expect([path, await open(path)]).toEqual([path, 401]);
      const subject = await token({ role: 'subject', identifiers: ['local.sign-in:1'] });
      expect([path, await open(path, subject)]).toEqual([path, 403]);
    }
    expect(await open('/graphql', await token({ role: 'analyst' }))).toBe(200);
  });

  it('never logs a token or who sent it', async () => {
    const sent = await token({ role: 'analyst', sub: 'very-private-subject' });
    await server.ask('{ me { user } }', { token: sent });
    await server.ask('{ me { user } }', { token: `${sent}x` });
    expect(server.log.join('')).not.toMatch(/very-private-subject|eyJ/);
  });
});

describe('a server without sign-in', () => {
  it('takes everybody on this machine for the bureau, and says so', async () => {
    const open = await startTestServer(graph);
    const { data } = await open.ask('{ me { user role department } }');
    expect(data).toEqual({ me: { user: null, role: 'bureau', department: null } });
    expect(open.log.join('')).toContain('"event":"no-sign-in"');
    await open.close();
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'jingwei.example'])('does not listen on %s', async (host) => {
    await expect(startTestServer(graph, { JINGWEI_HOST: host })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      message: expect.stringContaining('JINGWEI_OIDC_ISSUER'),
    });
  });

  it('does not start on a port that is taken, and says which', async () => {
    const port = new URL(server.url).port;
    await expect(startTestServer(graph, { JINGWEI_PORT: port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      details: { port: Number(port) },
    });
  });
});
