import { createHmac, createPublicKey } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { parseAnswer, startTestServer, type TestServer } from '../../api/server/test-server.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { startIssuer, type TestIssuer } from '../test-issuer.ts';
import { tokenOf } from './attacked-town.ts';

let graph: Graph;
let issuer: TestIssuer;
let server: TestServer;
beforeAll(async () => {
  graph = await openTestGraph();
  issuer = await startIssuer();
  server = await startTestServer(graph, {
    JINGWEI_OIDC_ISSUER: issuer.url,
    JINGWEI_OIDC_AUDIENCE: 'jingwei',
  });
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await graph.close();
});

const seconds = () => Math.floor(Date.now() / 1000);
const claims = () => ({
  ...{ iss: issuer.url, aud: 'jingwei', sub: 'attacker', role: 'bureau' },
  exp: seconds() + 300,
});
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (header: Partial<JWTHeaderParameters>, changes: Record<string, unknown> = {}) =>
  new SignJWT({ ...claims(), ...changes })
    .setProtectedHeader({ alg: 'RS256', kid: issuer.keyId, ...header })
    .sign(issuer.privateKey);
const unsigned = (alg: unknown) => `${encode({ alg, kid: issuer.keyId })}.${encode(claims())}.`;

/** A token signed with a key of the attacker's own. */
async function signByAnother(header: Record<string, unknown>): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(claims())
    .setProtectedHeader({ alg: 'RS256', kid: issuer.keyId, ...header })
    .sign(privateKey);
}

/** A header that whoever checks the token has to understand (RFC 7515, section 4.1.11). */
function signCritical(): Promise<string> {
  return new SignJWT(claims())
    .setProtectedHeader({
      alg: 'RS256',
      kid: issuer.keyId,
      crit: ['https://attacker.example'],
      'https://attacker.example': 1,
    })
    .sign(issuer.privateKey, { crit: { 'https://attacker.example': true } });
}

/** The public key taken for a shared secret. */
function signBySecret(): string {
  const pem = createPublicKey({ key: { ...issuer.publicJwk }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const text = `${encode({ alg: 'HS256', kid: issuer.keyId })}.${encode(claims())}`;
  return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
}

async function ask(authorization: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ me { user role } datasets { id } }' }),
  });
  return parseAnswer(response);
}

it('a token that is as it should be gets in, so that the attacks below fail for their own reason', async () => {
  const { data, status } = await ask(`Bearer ${await sign({})}`);
  expect([status, data?.me]).toEqual([200, { user: 'attacker', role: 'bureau' }]);
});

it.each<[string, () => Promise<string> | string]>([
  ['without a signature (none)', () => unsigned('none')],
  ['without a signature (None)', () => unsigned('None')],
  ['without a signature, claiming RS256', () => unsigned('RS256')],
  ['with no algorithm at all', () => unsigned(null)],
  ['signed with the public key as a secret', signBySecret],
  ['with its signature cut off', async () => (await sign({})).replace(/[^.]+$/, '')],
  [
    'with another role than was signed',
    async () => (await sign({}, { role: 'analyst' })).replace(/\.[^.]+\./, `.${encode(claims())}.`),
  ],
  ['for another audience', () => sign({}, { aud: 'other' })],
  ['for no audience', () => sign({}, { aud: undefined })],
  ['of another issuer', () => sign({}, { iss: 'https://issuer.attacker' })],
  ['of no issuer', () => sign({}, { iss: undefined })],
  ['that has expired', () => sign({}, { exp: seconds() - 31 })],
  ['that never expires', () => sign({}, { exp: undefined })],
  ['whose end is a text', () => sign({}, { exp: 'never' })],
  ['that is not yet valid', () => sign({}, { nbf: seconds() + 120 })],
  ['for nobody', () => sign({}, { sub: undefined })],
  ['for an empty name', () => sign({}, { sub: '' })],
  ['with two roles', () => sign({}, { role: ['analyst', 'bureau'] })],
  ['with a role in capitals', () => sign({}, { role: 'BUREAU' })],
  ['with a role inside an object', () => sign({}, { role: { bureau: true } })],
  ['with a role taken from the prototype', () => sign({}, { role: 'constructor' })],
  ['of a department that it does not name', () => sign({}, { role: 'department' })],
  ['of a list of departments', () => sign({}, { role: 'department', department: ['a', 'b'] })],
  ['of an app that nobody registered', () => sign({}, { role: 'app', client_id: 'x' })],
  ['signed with a foreign key under the known key id', () => signByAnother({})],
  ['that names no key', () => sign(Object.fromEntries([['kid', undefined]]))],
  ['that names an unknown key', () => sign({ kid: 'k2' })],
  ['whose key id is a path', () => sign({ kid: '../../../../dev/null' })],
  ['whose key id is a query', () => sign({ kid: "k1' OR '1'='1" })],
  [
    'that brings its own key',
    async () => signByAnother({ jwk: await exportJWK((await generateKeyPair('RS256')).publicKey) }),
  ],
  [
    'that says where its key is',
    () => signByAnother({ jku: `${issuer.url}/keys`, x5u: 'http://127.0.0.1:1/' }),
  ],
  ['with a critical header that nobody knows', signCritical],
  ['encrypted in place of signed', () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`],
  ['made by the development issuer', () => tokenOf(server.home, 'bureau')],
  ['that is a made-up key of an app', () => `jingwei_AAAAAAAA_${'A'.repeat(43)}`],
  ['of ten thousand letters', () => 'A'.repeat(10_000)],
])('a token %s is refused', async (_what, make) => {
  const token = await make();
  const { status, codes, data, errors } = await ask(`Bearer ${token}`);
  expect([status, codes, data ?? null]).toEqual([401, ['UNAUTHENTICATED'], null]);
  const told = JSON.stringify(errors);
  for (const part of token.split('.').filter(({ length }) => length > 8)) expect(told).not.toContain(part);
});

it.each([
  '',
  'Bearer',
  'Bearer  ',
  'Basic YTpi',
  'Bearer a,b',
  'Token abc',
  'Bearer null',
  'Bearer undefined',
])('the header %j is refused', async (authorization) => {
  expect(await ask(authorization)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
});
