import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from 'jose';
import { JingweiError } from '../errors.ts';
import { isLoopback } from './is-loopback.ts';

export const FETCH_MILLISECONDS = 5_000;
/** How long the keys that were fetched last stand in for an issuer that is down. */
const OUTAGE_MILLISECONDS = 12 * 3_600_000;
/** After a failure nobody waits for another one so soon. */
const PAUSE_MILLISECONDS = 30_000;

/**
 * Keys of a JSON Web Key Set (RFC 7517), fetched when first needed, kept for ten minutes, and fetched again, at most
 * every half minute, when a token names a key that is not among them. While that fails, the keys that were fetched last
 * are used for up to twelve hours; after that, or before the first success: KEYS_UNAVAILABLE.
 * A token has to name its key. Throws SETTING_INVALID.
 */
export function fetchKeys(address: string, setting: string): JWTVerifyGetKey {
  const url = requireSafeAddress(address, setting);
  const fetched: JWKSCacheInput & { uat?: number; jwks?: JSONWebKeySet } = {};
  const remote = createRemoteJWKSet(url, { timeoutDuration: FETCH_MILLISECONDS, [jwksCache]: fetched });
  let failedAt = Number.NEGATIVE_INFINITY;
  const findStandIn = (): JWTVerifyGetKey | undefined => {
    const { uat, jwks } = fetched;
    if (uat === undefined || jwks === undefined || Date.now() - uat > OUTAGE_MILLISECONDS) return undefined;
    return createLocalJWKSet(jwks);
  };
  return async (header, token) => {
    if (header.kid === undefined) throw new errors.JWKSMultipleMatchingKeys();
    const standIn = Date.now() - failedAt < PAUSE_MILLISECONDS ? findStandIn() : undefined;
    if (standIn !== undefined) return standIn(header, token);
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      failedAt = Date.now();
      const last = findStandIn();
      if (last === undefined) throw unavailable('its keys cannot be fetched or read', error);
      return last(header, token);
    }
  };
}

/** Keys that come over an open network could be anybody's. Throws SETTING_INVALID. */
export function requireSafeAddress(address: string, setting: string): URL {
  const url = new URL(address);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe) throw new JingweiError('SETTING_INVALID', { name: setting, reason: 'it has to be https' });
  return url;
}

export function unavailable(reason: string, cause?: unknown): JingweiError {
  return new JingweiError('KEYS_UNAVAILABLE', { reason }, cause);
}

/** The keys are there, but the token names none of them; everything else is the issuer's failure. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
