import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApp, rotateAppKey } from '../../src/access/apps/change-app.ts';
import { listApps } from '../../src/access/apps/list-apps.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { trustManifest } from '../../src/api/trusted-documents.ts';
import type { Context } from '../../src/context.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadSettings } from '../../src/settings.ts';
import { parseAnswer, startTestServer, type TestServer } from '../api/server/test-server.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { registerTestApp } from './test-app.ts';
import { startIssuer, type TestIssuer, tokenFor } from './test-issuer.ts';

let graph: Graph;
let issuer: TestIssuer;
let server: TestServer;
let context: Context;
const folder = mkdtempSync(join(tmpdir(), 'jingwei-apps-'));
beforeAll(async () => {
  graph = await openTestGraph();
  issuer = await startIssuer();
  context = { graph, settings: loadSettings({}), clock: Date.now };
  const env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
  server = await startTestServer(graph, env);
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await graph.close();
  rmSync(folder, { recursive: true });
});

const run = randomBytes(4).toString('hex');
/** An id that no earlier run on the same store has taken. */
const own = (id: string) => `apps-${id}-${run}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const ME = 'query Me { me { user role } }';
const PAGE = 'query Page($n: Int) { entities(first: $n) { totalCount } }';

function writeManifest(operations: readonly Record<string, string>[], head: object = {}): string {
  const file = join(folder, `${sha256(JSON.stringify([operations, head]))}.json`);
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, ...head, operations };
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}
const operation = (name: string, body: string, type = 'query') => ({ id: sha256(body), name, type, body });

async function send(key: string, body: object) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { ...(await parseAnswer(response)), retryAfter: response.headers.get('retry-after') };
}
const named = (body: string, more: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(body) } },
  ...more,
});

describe('an app', () => {
  it('runs a document of its manifest by hash, under its own name', async () => {
    const key = await registerTestApp(graph, own('hash'));
    const file = writeManifest([operation('Me', ME), operation('Page', PAGE)]);
    const trust = await trustManifest(context, buildSchema(), own('hash'), file, false);
    expect(trust).toEqual({ documents: 2, removed: 0 });
    const { data, codes } = await send(key, named(ME));
    expect([data, codes]).toEqual([{ me: { user: own('hash'), role: 'app' } }, []]);
    // The same app through the issuer.
    const exp = Date.now() / 1000 + 60;
    const token = await tokenFor(issuer, { sub: 'service-7', client_id: own('hash'), role: 'app', exp });
    expect((await send(token, named(ME))).data).toEqual({ me: { user: own('hash'), role: 'app' } });
  });

  it.each<[string, object]>([
    ['a text of its own', { query: ME }],
    ['a text that it also names', named(ME, { query: ME })],
    ['a hash of nothing that is trusted', named('query Other { me { role } }')],
    ['a hash of another form', { extensions: { persistedQuery: { version: 1, sha256Hash: 'ABC' } } }],
    ['nothing', {}],
    ['several at once', [named(ME), named(ME)]],
  ])('is refused %s', async (what, body) => {
    const id = own(`refused-${sha256(what).slice(0, 8)}`);
    const key = await registerTestApp(graph, id);
    await trustManifest(context, buildSchema(), id, writeManifest([operation('Me', ME)]), false);
    expect(await send(key, body)).toMatchObject({ codes: ['DOCUMENT_UNTRUSTED'], status: 403 });
  });

  it("does not run another app's documents, nor one that was taken from it", async () => {
    const one = await registerTestApp(graph, own('one'));
    const other = await registerTestApp(graph, own('other'));
    const schema = buildSchema();
    await trustManifest(context, schema, own('one'), writeManifest([operation('Me', ME)]), false);
    expect((await send(other, named(ME))).codes).toEqual(['DOCUMENT_UNTRUSTED']);
    const second = writeManifest([operation('Page', PAGE)]);
    expect(await trustManifest(context, schema, own('one'), second, true)).toEqual({
      documents: 1,
      removed: 1,
    });
    expect((await send(one, named(ME))).codes).toEqual(['DOCUMENT_UNTRUSTED']);
    expect((await send(one, named(PAGE, { variables: { n: 1 } }))).codes).toEqual([]);
  });

  it('is told when to come again once it has spent its minute', async () => {
    const key = await registerTestApp(graph, own('rate'), ['read:*'], 100);
    await trustManifest(context, buildSchema(), own('rate'), writeManifest([operation('Page', PAGE)]), false);
    const body = 'query Nodes($n: Int) { entities(first: $n) { nodes { id } } }';
    await trustManifest(
      context,
      buildSchema(),
      own('rate'),
      writeManifest([operation('Nodes', body)]),
      false,
    );
    expect((await send(key, named(body, { variables: { n: 80 } }))).codes).toEqual([]);
    const refused = await send(key, named(body, { variables: { n: 80 } }));
    expect(refused).toMatchObject({ codes: ['RATE_LIMITED'], status: 429 });
    expect(Number(refused.retryAfter)).toBeGreaterThan(20);
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(60);
    // A cheap one still fits into what is left, and another app has a budget of its own.
    expect((await send(key, named(PAGE, { variables: { n: 1 } }))).codes).toEqual([]);
  });

  it('stops at once when it is revoked, whatever key it has', async () => {
    const key = await registerTestApp(graph, own('revoked'));
    await trustManifest(context, buildSchema(), own('revoked'), writeManifest([operation('Me', ME)]), false);
    const { key: second } = await rotateAppKey(context, own('revoked'), 1);
    expect((await send(key, named(ME))).codes).toEqual([]);
    await revokeApp(context, own('revoked'), 'test');
    const exp = Date.now() / 1000 + 60;
    const token = await tokenFor(issuer, { sub: own('revoked'), role: 'app', exp });
    for (const bearer of [key, second.text, token])
      expect(await send(bearer, named(ME))).toMatchObject({ codes: ['UNAUTHENTICATED'], status: 401 });
    await expect(rotateAppKey(context, own('revoked'), 1)).rejects.toMatchObject({ code: 'APP_STATE' });
  });

  it('has two keys during a rotation, and never a third', async () => {
    const first = await registerTestApp(graph, own('keys'));
    await trustManifest(context, buildSchema(), own('keys'), writeManifest([operation('Me', ME)]), false);
    const { key: second } = await rotateAppKey(context, own('keys'), 1);
    for (const key of [first, second.text]) expect((await send(key, named(ME))).codes).toEqual([]);
    const third = await rotateAppKey(context, own('keys'), 1);
    expect(third.ended).toHaveLength(1);
    expect((await send(first, named(ME))).codes).toEqual(['UNAUTHENTICATED']);
    for (const key of [second.text, third.key.text]) expect((await send(key, named(ME))).codes).toEqual([]);
    const fourth = await rotateAppKey(context, own('keys'), 0);
    expect((await send(third.key.text, named(ME))).codes).toEqual(['UNAUTHENTICATED']);
    expect((await send(fourth.key.text, named(ME))).codes).toEqual([]);
    const listed = (await listApps(context)).find(({ id }) => id === own('keys'));
    expect(listed?.keys).toEqual([{ id: fourth.key.id, endsAt: null }]);
  });

  it('that nobody registered does not get in, with a token or with a key', async () => {
    const exp = Date.now() / 1000 + 60;
    const token = await tokenFor(issuer, { sub: own('nobody'), role: 'app', exp });
    const key = `jingwei_AAAAAAAA_${'A'.repeat(43)}`;
    for (const bearer of [token, key])
      expect(await send(bearer, named(ME))).toMatchObject({ codes: ['UNAUTHENTICATED'], status: 401 });
  });

  it('is registered once', async () => {
    await registerTestApp(graph, own('twice'));
    await expect(registerTestApp(graph, own('twice'))).rejects.toMatchObject({ code: 'APP_STATE' });
    await expect(registerTestApp(graph, own('scope'), ['write:*'])).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(registerTestApp(graph, 'a b')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a manifest is refused when', () => {
  beforeAll(() => registerTestApp(graph, own('manifest')));

  const misspelled = 'query Me { me { rol } }';
  const two = 'query A { me { role } } query B { me { role } }';
  it.each<[string, () => string, RegExp]>([
    ['an id is not the hash', () => writeManifest([{ ...operation('Me', ME), id: sha256('x') }]), /SHA-256/],
    ['a body does not fit the schema', () => writeManifest([operation('Me', misspelled)]), /"rol"/],
    ['a body is not GraphQL', () => writeManifest([operation('Me', 'query {')]), /not GraphQL/],
    ['a body holds two operations', () => writeManifest([operation('A', two)]), /one operation/],
    ['a name is another', () => writeManifest([operation('You', ME)]), /name or type/],
    ['it has another format', () => writeManifest([operation('Me', ME)], { format: 'other' }), /format/],
    ['it is empty', () => writeManifest([]), /no operation/],
    ['it is not there', () => join(folder, 'nowhere.json'), /read/],
  ])('%s, and none of it is taken in', async (_when, write, reason) => {
    const trust = trustManifest(context, buildSchema(), own('manifest'), write(), false);
    await expect(trust).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(reason),
    });
    const listed = (await listApps(context)).find(({ id }) => id === own('manifest'));
    expect(listed?.documents).toBe(0);
  });
});
