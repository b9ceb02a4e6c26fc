import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { errors } from 'jose';
import { z } from 'zod';
import { JingweiError } from '../errors.ts';
import type { FindKey } from './token-check.ts';

const SETTING = 'JINGWEI_OIDC_PUBLIC_KEY';
const LEAST_RSA_BITS = 2048;
const TYPES = new Set(['rsa', 'rsa-pss', 'ec', 'ed25519']);

const Named = z.object({ kid: z.string().optional() });

/**
 * Reads the public key that signs tokens: PEM (SPKI, RFC 7468) or one JSON Web Key (RFC 7517). A JSON Web Key with a
 * `kid` signs only tokens that name it. Throws SETTING_INVALID.
 */
export async function readPublicKey(file: string): Promise<FindKey> {
  const text = await readText(file);
  const key = parseKey(text);
  if (!TYPES.has(key.asymmetricKeyType ?? '')) throw refusal('its key is neither RSA, EC nor Ed25519');
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && bits < LEAST_RSA_BITS)
    throw refusal(`its RSA key is shorter than ${LEAST_RSA_BITS} bits`);
  const { kid } = isJwk(text) ? Named.parse(JSON.parse(text)) : {};
  return async (header) => {
    if (kid !== undefined && header.kid !== kid) throw new errors.JWKSNoMatchingKey();
    return key;
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw refusal(`${file} cannot be read`, error);
  }
}

function parseKey(text: string): KeyObject {
  // A file with a private key would work too, but whoever reads it could sign tokens: say so instead.
  if (/PRIVATE KEY|"d"\s*:/.test(text))
    throw refusal('it holds a private key; only the public one belongs here');
  try {
    return isJwk(text) ? createPublicKey({ key: JSON.parse(text), format: 'jwk' }) : createPublicKey(text);
  } catch (error) {
    throw refusal('it holds neither a PEM public key nor a JSON Web Key', error);
  }
}

function isJwk(text: string): boolean {
  return text.trimStart().startsWith('{');
}

function refusal(reason: string, cause?: unknown): JingweiError {
  return new JingweiError('SETTING_INVALID', { name: SETTING, reason }, cause);
}
