import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { JingweiError } from '../errors.ts';
import { isLoopback } from './is-loopback.ts';

export const FETCH_MILLISECONDS = 5_000;

/**
 * Keys of a JSON Web Key Set (RFC 7517), fetched when first needed, kept for ten minutes, and fetched again, at most
 * every half minute, when a token names a key that is not among them; KEYS_UNAVAILABLE when that fails.
 * Throws SETTING_INVALID.
 */
export function fetchKeys(address: string, setting: string): JWTVerifyGetKey {
  const url = requireSafeAddress(address, setting);
  const remote = createRemoteJWKSet(url, { timeoutDuration: FETCH_MILLISECONDS });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      throw isAboutToken(error) ? error : unavailable('its keys cannot be fetched or read', error);
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
