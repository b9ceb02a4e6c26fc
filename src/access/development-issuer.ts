import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { JingweiError } from '../errors.ts';
import { keepSecret } from '../secret-file.ts';
import type { Settings } from '../settings.ts';
import type { Role } from './caller.ts';
import { isLoopback } from './is-loopback.ts';

/** What tokens for trying things out say of themselves. */
export const DEVELOPMENT_ISSUER = {
  issuer: 'jingwei-development',
  audience: 'jingwei',
  roleClaim: 'role',
} as const;
const FILE = 'development-issuer.pem';

/** Whom a development token speaks for. */
export interface DevelopmentCaller {
  readonly role: Role;
  readonly user: string;
  readonly department: string | null;
  readonly minutes: number;
  /** By what a caller in the role subject is known: `scheme:value`. */
  readonly identifiers?: readonly string[];
}

/**
 * A token that a server of the same home accepts while it has no sign-in, which is only ever so on loopback.
 * The first one makes the key; it lies in the home and only its owner may read it. Throws SETTING_INVALID.
 */
export async function issueDevelopmentToken(settings: Settings, caller: DevelopmentCaller): Promise<string> {
  requireLoopback(settings);
  const key = await makeKey(settings.home);
  const { role, user, department, minutes, identifiers = [] } = caller;
  const more = {
    ...(department === null ? {} : { department }),
    ...(identifiers.length === 0 ? {} : { identifiers }),
  };
  return new SignJWT({ role, ...more })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(DEVELOPMENT_ISSUER.issuer)
    .setAudience(DEVELOPMENT_ISSUER.audience)
    .setSubject(user)
    .setIssuedAt()
    .setExpirationTime(`${minutes} minutes`)
    .sign(key);
}

function requireLoopback({ auth, http }: Settings): void {
  if (!auth.configured && isLoopback(http.host)) return;
  throw new JingweiError('SETTING_INVALID', {
    name: auth.configured ? 'JINGWEI_OIDC_ISSUER' : 'JINGWEI_HOST',
    reason: 'development tokens exist only for a server on loopback without sign-in',
  });
}

/** The key that development tokens are signed with. Throws UNAUTHENTICATED when none was ever made in this home. */
export async function findDevelopmentKey(
  home: string,
): Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }> {
  try {
    const privateKey = createPrivateKey(await readFile(join(home, FILE), 'utf8'));
    return { privateKey, publicKey: createPublicKey(privateKey) };
  } catch (error) {
    throw new JingweiError(
      'UNAUTHENTICATED',
      { reason: 'this server has no sign-in, and no development token was made in its home' },
      error,
    );
  }
}

async function makeKey(home: string): Promise<KeyObject> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    await keepSecret(join(home, FILE), String(pem));
  } catch (error) {
    throw new JingweiError('FOLDER_UNWRITABLE', { path: home, reason: 'no key can be put there' }, error);
  }
  return (await findDevelopmentKey(home)).privateKey;
}
