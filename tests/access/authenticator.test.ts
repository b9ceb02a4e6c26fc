import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authenticatePeople } from '../../src/access/build-authenticator.ts';
import { JingweiError } from '../../src/errors.ts';
import type { AuthSettings } from '../../src/settings.ts';
import { startIssuer, type TestIssuer, tokenFor } from './test-issuer.ts';

const NOW = Date.UTC(2026, 0, 1);
const SECONDS = NOW / 1000;
const unset: AuthSettings = {
  ...{ configured: true, issuer: undefined, audience: 'jingwei', jwksUri: undefined },
  ...{ publicKeyFile: undefined, roleClaim: 'role' },
};

const folder = mkdtempSync(join(tmpdir(), 'jingwei-keys-'));
let files = 0;
let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});

async function refusalOf(work: Promise<unknown>): Promise<JingweiError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof JingweiError)) throw new Error('It was not refused', { cause: error });
  return error;
}

const fresh = { exp: SECONDS + 60, sub: 'u1', role: 'analyst' };
const sign = (claims: JWTPayload) => tokenFor(issuer, claims);

/** The authenticator of settings, in a home where no development token was made. */
const buildAuthenticator = (auth: AuthSettings, clock: () => number) =>
  authenticatePeople({ auth, home: folder }, clock);

describe('a token checked with keys of an issuer', () => {
  const settings = () => ({ ...unset, issuer: issuer.url });
  const ask = async (token: string) => (await buildAuthenticator(settings(), () => NOW))(`Bearer ${token}`);

  it.each([
    ['analyst', {}, { user: 'u1', role: 'analyst', department: null }],
    ['bureau', { department: 'housing' }, { user: 'u1', role: 'bureau', department: null }],
    ['app', {}, { user: 'u1', role: 'app', department: null }],
    ['department', { department: 'housing' }, { user: 'u1', role: 'department', department: 'housing' }],
  ])('becomes a caller with role %s', async (role, more, caller) => {
    expect(await ask(await sign({ ...fresh, role, ...more }))).toEqual(caller);
  });

  it('takes the one known role out of a list', async () => {
    expect(await ask(await sign({ ...fresh, role: ['offline', 'app'] }))).toMatchObject({ role: 'app' });
  });

  it('allows clocks to differ by 30 seconds', async () => {
    expect(await ask(await sign({ ...fresh, exp: SECONDS - 29 }))).toMatchObject({ user: 'u1' });
  });

  it.each<[string, JWTPayload, string]>([
    ['has expired', { ...fresh, exp: SECONDS - 31 }, 'its token has expired'],
    ['has no end', { sub: 'u1', role: 'app' }, 'the claim exp of its token is missing'],
    ['is not valid yet', { ...fresh, nbf: SECONDS + 31 }, 'the claim nbf of its token is not accepted'],
    ['is for another audience', { ...fresh, aud: 'other' }, 'the claim aud of its token is not accepted'],
    [
      'comes from another issuer',
      { ...fresh, iss: 'https://x.test' },
      'the claim iss of its token is not accepted',
    ],
    ['names nobody', { exp: fresh.exp, role: 'app' }, 'the claim sub of its token is missing'],
    ['has no role', { exp: fresh.exp, sub: 'u1' }, 'the claim role of its token holds none of the roles'],
    [
      'has an unknown role',
      { ...fresh, role: 'king' },
      'the claim role of its token holds none of the roles',
    ],
    ['has two roles', { ...fresh, role: ['app', 'bureau'] }, 'holds more than one role'],
    ['speaks for no department', { ...fresh, role: 'department' }, 'names no department'],
  ])('is refused when it %s', async (_what, claims, reason) => {
    const error = await refusalOf(ask(await sign(claims)));
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).toContain(reason);
  });

  it('is refused when another key signed it', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const known = await tokenFor({ ...issuer, privateKey }, fresh);
    expect((await refusalOf(ask(known))).message).toContain('signature is wrong');
    const unknown = await tokenFor({ ...issuer, privateKey, keyId: 'k2' }, fresh);
    expect((await refusalOf(ask(unknown))).message).toContain('a key that is not known');
  });

  it('is refused without a signature, or with one that a secret makes', async () => {
    const [, body] = (await sign(fresh)).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const secret = new TextEncoder().encode(JSON.stringify(issuer.publicJwk).padEnd(64));
    const hs256 = await new SignJWT({ ...fresh, aud: 'jingwei', iss: issuer.url })
      .setProtectedHeader({ alg: 'HS256', kid: issuer.keyId })
      .sign(secret);
    expect((await refusalOf(ask(none))).message).toContain('algorithm is not accepted');
    expect((await refusalOf(ask(hs256))).message).toContain('algorithm is not accepted');
  });

  it('is never repeated in the reason', async () => {
    for (const token of ['abc', 'a.b.c', `${await sign({ ...fresh, role: 'king-of-secrets' })}`]) {
      const error = await refusalOf(ask(token));
      expect(error.code).toBe('UNAUTHENTICATED');
      expect(JSON.stringify([error.message, error.details])).not.toMatch(/abc|a\.b\.c|king-of-secrets|eyJ/);
    }
  });

  it.each([undefined, '', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b'])(
    'is missed in %j',
    async (header) => {
      const authenticator = await buildAuthenticator(settings(), () => NOW);
      expect((await refusalOf(authenticator(header))).code).toBe('UNAUTHENTICATED');
    },
  );
});

describe('where keys come from', () => {
  it('an address of keys works without discovery', async () => {
    const authenticator = await buildAuthenticator({ ...unset, jwksUri: `${issuer.url}/keys` }, () => NOW);
    expect(await authenticator(`Bearer ${await sign(fresh)}`)).toMatchObject({ user: 'u1' });
  });

  it.each(['RS256', 'PS384', 'ES256', 'EdDSA'])(
    'a file with a public key works for %s',
    async (algorithm) => {
      const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
      for (const text of [await exportSPKI(publicKey), JSON.stringify(await exportJWK(publicKey))]) {
        const publicKeyFile = keyFile(text);
        const authenticator = await buildAuthenticator({ ...unset, publicKeyFile }, () => NOW);
        expect(await authenticator(await bearer(privateKey, algorithm))).toMatchObject({ user: 'u1' });
      }
    },
  );

  it('an issuer that is down is told apart from a wrong token, and asked again', async () => {
    const stopped = await startIssuer();
    const token = await tokenFor(stopped, fresh);
    await stopped.close();
    const authenticator = await buildAuthenticator({ ...unset, issuer: stopped.url }, () => NOW);
    expect((await refusalOf(authenticator(`Bearer ${token}`))).code).toBe('KEYS_UNAVAILABLE');
    const again = await stopped.startAgain();
    expect(await authenticator(`Bearer ${token}`)).toMatchObject({ user: 'u1' });
    await again.close();
  });

  it('keys that were fetched outlive an outage by twelve hours, and unknown ones stay unknown', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const down = await startIssuer();
    const token = await tokenFor(down, fresh);
    const unknown = await new SignJWT({ ...fresh, aud: 'jingwei', iss: down.url })
      .setProtectedHeader({ alg: 'RS256', kid: 'k2' })
      .sign(down.privateKey);
    const authenticator = await buildAuthenticator({ ...unset, issuer: down.url }, () => NOW);
    expect(await authenticator(`Bearer ${token}`)).toMatchObject({ user: 'u1' });
    await down.close();
    for (const hours of [1, 10]) {
      vi.advanceTimersByTime(hours * 3_600_000);
      expect(await authenticator(`Bearer ${token}`)).toMatchObject({ user: 'u1' });
      expect((await refusalOf(authenticator(`Bearer ${unknown}`))).message).toContain('not known');
    }
    vi.advanceTimersByTime(2 * 3_600_000);
    expect((await refusalOf(authenticator(`Bearer ${token}`))).code).toBe('KEYS_UNAVAILABLE');
    const again = await down.startAgain();
    vi.advanceTimersByTime(31_000);
    expect(await authenticator(`Bearer ${token}`)).toMatchObject({ user: 'u1' });
    await again.close();
    vi.useRealTimers();
  });

  it('a token that names no key is refused, and one that names another than the key file', async () => {
    const nameless = await new SignJWT({ ...fresh, aud: 'jingwei', iss: issuer.url })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(issuer.privateKey);
    const fetched = await buildAuthenticator({ ...unset, jwksUri: `${issuer.url}/keys` }, () => NOW);
    expect((await refusalOf(fetched(`Bearer ${nameless}`))).message).toContain('which key');
    const publicKeyFile = keyFile(JSON.stringify({ ...issuer.publicJwk, kid: 'other' }));
    const pinned = await buildAuthenticator({ ...unset, publicKeyFile }, () => NOW);
    expect((await refusalOf(pinned(`Bearer ${await sign(fresh)}`))).message).toContain('not known');
  });

  it('a discovery document of another issuer is not used', async () => {
    const liar = createServer((_request, response) => {
      response.end(JSON.stringify({ issuer: 'https://other.test', jwks_uri: `${issuer.url}/keys` }));
    });
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    const address = liar.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const authenticator = await buildAuthenticator(
      { ...unset, issuer: `http://127.0.0.1:${port}` },
      () => NOW,
    );
    expect((await refusalOf(authenticator(`Bearer ${await sign(fresh)}`))).code).toBe('KEYS_UNAVAILABLE');
    liar.close();
  });

  it.each([
    ['an open network', { issuer: 'http://idp.example' }, 'JINGWEI_OIDC_ISSUER'],
    ['an open network', { jwksUri: 'http://idp.example/keys' }, 'JINGWEI_OIDC_JWKS_URI'],
    ['no file', { publicKeyFile: '/nowhere/key.pem' }, 'JINGWEI_OIDC_PUBLIC_KEY'],
    ['a file with something else', { publicKeyFile: keyFile('hello') }, 'JINGWEI_OIDC_PUBLIC_KEY'],
    [
      'a shared secret',
      { publicKeyFile: keyFile('{"kty":"oct","k":"c2VjcmV0"}') },
      'JINGWEI_OIDC_PUBLIC_KEY',
    ],
    ['a private key', { publicKeyFile: keyFile('{"kty":"EC","d":"x"}') }, 'JINGWEI_OIDC_PUBLIC_KEY'],
  ])('%s is refused at the start', async (_what, wrong, name) => {
    const error = await refusalOf(buildAuthenticator({ ...unset, ...wrong }, () => NOW));
    expect(error.code).toBe('SETTING_INVALID');
    expect(error.details.name).toBe(name);
  });

  it('with nothing configured everybody is the bureau', async () => {
    const authenticator = await buildAuthenticator({ ...unset, configured: false }, () => NOW);
    expect(await authenticator(undefined)).toEqual({ user: null, role: 'bureau', department: null });
  });
});

async function bearer(privateKey: CryptoKey, alg: string): Promise<string> {
  const token = await new SignJWT({ ...fresh, aud: 'jingwei' }).setProtectedHeader({ alg }).sign(privateKey);
  return `Bearer ${token}`;
}

function keyFile(text: string): string {
  files += 1;
  const file = join(folder, `key-${files}`);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}
