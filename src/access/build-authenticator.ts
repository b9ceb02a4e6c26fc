import { type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { JingweiError } from '../errors.ts';
import type { AuthSettings } from '../settings.ts';
import type { Caller } from './caller.ts';
import { discoverKeys } from './discover-keys.ts';
import { explainRefusal } from './explain-refusal.ts';
import { fetchKeys } from './fetch-keys.ts';
import { readCaller } from './read-caller.ts';
import { readPublicKey } from './read-public-key.ts';

/**
 * Turns an `Authorization` header into a caller.
 * Throws UNAUTHENTICATED, or KEYS_UNAVAILABLE when the issuer's keys cannot be had.
 */
export type Authenticator = (authorization: string | undefined) => Promise<Caller>;

/** Whoever sits at the machine, when nobody has to say who they are. */
export const LOCAL_CALLER: Caller = { user: null, role: 'bureau', department: null };

/** Signatures with a public key only: with HS* a server that can check a token could also write one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * The authenticator that the settings ask for: tokens checked with a key file, with fetched keys, or with keys found
 * through OpenID Connect Discovery 1.0; without any of these, everybody is {@link LOCAL_CALLER}.
 * Tokens are JWTs (RFC 7519) sent as RFC 6750 says. Throws SETTING_INVALID.
 */
export async function buildAuthenticator(
  settings: AuthSettings,
  clock: () => number,
): Promise<Authenticator> {
  if (!settings.configured) return async () => LOCAL_CALLER;
  const keys = await findKeys(settings);
  const { issuer, audience } = settings;
  return async (authorization) => {
    const options: JWTVerifyOptions = {
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(clock()),
      requiredClaims: ['exp', 'sub'],
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
    };
    try {
      const { payload } = await jwtVerify(readBearer(authorization), keys, options);
      return readCaller(payload, settings.roleClaim);
    } catch (error) {
      throw error instanceof JingweiError ? error : explainRefusal(error);
    }
  };
}

async function findKeys(settings: AuthSettings): Promise<JWTVerifyGetKey> {
  if (settings.publicKeyFile !== undefined) {
    const key = await readPublicKey(settings.publicKeyFile);
    return async () => key;
  }
  if (settings.jwksUri !== undefined) return fetchKeys(settings.jwksUri, 'JINGWEI_OIDC_JWKS_URI');
  if (settings.issuer !== undefined) return discoverKeys(settings.issuer);
  throw new JingweiError('SETTING_INVALID', {
    name: 'JINGWEI_OIDC_ISSUER',
    reason: 'sign-in needs an issuer, the address of its keys, or a public key',
  });
}

function readBearer(authorization: string | undefined): string {
  if (authorization === undefined)
    throw new JingweiError('UNAUTHENTICATED', { reason: 'it has no Authorization header' });
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined)
    throw new JingweiError('UNAUTHENTICATED', { reason: 'its Authorization header is not a bearer token' });
  return token;
}
