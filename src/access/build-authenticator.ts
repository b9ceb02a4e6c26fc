import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { AuthSettings, Settings } from '../settings.ts';
import type { Caller } from './caller.ts';
import { DEVELOPMENT_ISSUER, findDevelopmentKey } from './development-issuer.ts';
import { discoverKeys } from './discover-keys.ts';
import { fetchKeys } from './fetch-keys.ts';
import { identifyApps } from './identify-app.ts';
import { readBearer } from './read-bearer.ts';
import { readPublicKey } from './read-public-key.ts';
import { createTokenCheck, type FindKey } from './token-check.ts';

/**
 * Turns an `Authorization` header into a caller.
 * Throws UNAUTHENTICATED, or KEYS_UNAVAILABLE when the issuer's keys cannot be had.
 */
export type Authenticator = (authorization: string | undefined) => Promise<Caller>;

/** Whoever sits at the machine, when nobody has to say who they are. */
export const LOCAL_CALLER: Caller = { user: null, role: 'bureau', department: null };

/**
 * The authenticator that the settings ask for: tokens checked with a key file, with fetched keys, or with keys found
 * through OpenID Connect Discovery 1.0, and keys of registered apps. Without any of the settings, whoever brings no
 * token is {@link LOCAL_CALLER}, and tokens of the development issuer are accepted: that is only so on loopback.
 * Tokens are JWTs (RFC 7519) sent as RFC 6750 says. Throws SETTING_INVALID.
 */
export async function buildAuthenticator(context: Context): Promise<Authenticator> {
  return identifyApps(context, await authenticatePeople(context.settings, context.clock));
}

/** The same without registered apps, so without a graph. Throws SETTING_INVALID. */
export async function authenticatePeople(
  { auth, home }: Pick<Settings, 'auth' | 'home'>,
  clock: () => number,
): Promise<Authenticator> {
  if (!auth.configured) return authenticateLocally(home, clock);
  const check = createTokenCheck({ ...auth, keys: await findKeys(auth), clock });
  return async (authorization) => check(requireBearer(authorization));
}

function authenticateLocally(home: string, clock: () => number): Authenticator {
  const keys: FindKey = async () => (await findDevelopmentKey(home)).publicKey;
  const check = createTokenCheck({ ...DEVELOPMENT_ISSUER, keys, clock });
  return async (authorization) =>
    authorization === undefined ? LOCAL_CALLER : check(requireBearer(authorization));
}

async function findKeys(settings: AuthSettings): Promise<FindKey> {
  if (settings.publicKeyFile !== undefined) return readPublicKey(settings.publicKeyFile);
  if (settings.jwksUri !== undefined) return fetchKeys(settings.jwksUri, 'JINGWEI_OIDC_JWKS_URI');
  if (settings.issuer !== undefined) return discoverKeys(settings.issuer);
  throw new JingweiError('SETTING_INVALID', {
    name: 'JINGWEI_OIDC_ISSUER',
    reason: 'sign-in needs an issuer, the address of its keys, or a public key',
  });
}

function requireBearer(authorization: string | undefined): string {
  if (authorization === undefined)
    throw new JingweiError('UNAUTHENTICATED', { reason: 'it has no Authorization header' });
  const token = readBearer(authorization);
  if (token === undefined)
    throw new JingweiError('UNAUTHENTICATED', { reason: 'its Authorization header is not a bearer token' });
  return token;
}
