import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { FETCH_MILLISECONDS, fetchKeys, requireSafeAddress, unavailable } from './fetch-keys.ts';

const SETTING = 'JINGWEI_OIDC_ISSUER';
const Document = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The keys of an OpenID Connect issuer (Discovery 1.0, section 4), found when the first token arrives: the server starts
 * though the issuer is down, and a failure is tried again with the next token. Throws SETTING_INVALID.
 */
export function discoverKeys(issuer: string): JWTVerifyGetKey {
  requireSafeAddress(issuer, SETTING);
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discover(issuer).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return (await found)(header, token);
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const document = await fetchDocument(issuer);
  // Section 4.3: a document that speaks for another issuer must not be used.
  if (document.issuer !== issuer) throw unavailable('its discovery document names another issuer');
  return fetchKeys(document.jwks_uri, SETTING);
}

async function fetchDocument(issuer: string): Promise<z.infer<typeof Document>> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(FETCH_MILLISECONDS),
    });
    if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
    return Document.parse(await response.json());
  } catch (error) {
    throw unavailable('its discovery document cannot be fetched or read', error);
  }
}
