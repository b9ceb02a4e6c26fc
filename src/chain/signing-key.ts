import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
} from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JingweiError } from '../errors.ts';

/** An Ed25519 key (RFC 8032) that signs the heads of chains. It lives outside Neo4j. */
export interface SigningKey {
  /** `k_` and a digest of the public key: what a bureau writes down to know its key again. */
  readonly id: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  /** Signature over a text, base64url. */
  sign(text: string): string;
}

/** Id of a public key given as SPKI in base64. */
export function keyIdOf(publicKey: string): string {
  return `k_${hash('sha256', Buffer.from(publicKey, 'base64'), 'base64url').slice(0, 22)}`;
}

/** The public key behind its SPKI in base64. Throws when it is none. */
export function parsePublicKey(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}

/** Reads the key; undefined when there is no such file. Throws AUDIT_KEY when it is not usable, or others may read it. */
export async function readSigningKey(file: string): Promise<SigningKey | undefined> {
  let text: string;
  try {
    if (((await stat(file)).mode & 0o077) !== 0)
      throw new JingweiError('AUDIT_KEY', { file, reason: 'others may read it; give it the mode 600' });
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error instanceof JingweiError
      ? error
      : new JingweiError('AUDIT_KEY', { file, reason: 'it cannot be read' }, error);
  }
  return toSigningKey(parsePrivateKey(file, text));
}

/** Makes a key, readable by its owner only. A key that another process made meanwhile stays and is given. */
export async function createSigningKey(file: string): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeKey(file, 'wx', privateKey);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const made = await readSigningKey(file);
    if (made === undefined) throw error;
    return made;
  }
  return toSigningKey(privateKey);
}

/** Puts a new key in the place of the present one, which is kept beside it under its id. */
export async function replaceSigningKey(file: string, present: SigningKey | undefined): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const fresh = `${file}.new`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeKey(fresh, 'w', privateKey);
  if (present !== undefined) await rename(file, `${file}.${present.id}`);
  await rename(fresh, file);
  return toSigningKey(privateKey);
}

async function writeKey(file: string, flags: 'w' | 'wx', key: KeyObject): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await handle.writeFile(key.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parsePrivateKey(file: string, text: string): KeyObject {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new JingweiError('AUDIT_KEY', { file, reason: 'it holds no private key in PEM' }, error);
  }
  throw new JingweiError('AUDIT_KEY', { file, reason: 'its key is not Ed25519' });
}

function toSigningKey(key: KeyObject): SigningKey {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    id: keyIdOf(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
}
