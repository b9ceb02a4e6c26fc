import { createHmac, hash, randomBytes } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JingweiError } from '../errors.ts';
import { keepSecret } from '../secret-file.ts';
import type { Cell, SourceRow } from './mapped.ts';

/**
 * The secret that keys what is left of erased rows (HMAC-SHA-256, RFC 2104). It lives outside Neo4j: without it nobody can
 * try out which rows were there.
 */
export interface ErasureKey {
  /** Tells keys apart and gives nothing away. */
  readonly id: string;
  /** The tombstone of a row: the same for the same cells, in whatever order and from whatever file they come. */
  tombstoneOf(dataset: string, row: SourceRow): string;
}

const KEY_BYTES = 32;

/** The key in a file; undefined when there is none. Throws RETENTION_KEY. */
export async function readErasureKey(file: string): Promise<ErasureKey | undefined> {
  let text: string;
  try {
    if (((await stat(file)).mode & 0o077) !== 0)
      throw new JingweiError('RETENTION_KEY', { file, reason: 'others may read it; give it the mode 600' });
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof JingweiError) throw error;
    throw new JingweiError('RETENTION_KEY', { file, reason: 'it cannot be read' }, error);
  }
  const secret = Buffer.from(text.trim(), 'base64url');
  if (secret.length !== KEY_BYTES)
    throw new JingweiError('RETENTION_KEY', { file, reason: `it does not hold ${KEY_BYTES} bytes` });
  return createKey(secret);
}

/** The key in a file, made when there is none. Throws RETENTION_KEY. */
export async function makeErasureKey(file: string): Promise<ErasureKey> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await keepSecret(file, `${randomBytes(KEY_BYTES).toString('base64url')}\n`);
  } catch (error) {
    throw new JingweiError('RETENTION_KEY', { file, reason: 'it cannot be written' }, error);
  }
  const key = await readErasureKey(file);
  if (key === undefined) throw new JingweiError('RETENTION_KEY', { file, reason: 'it went away' });
  return key;
}

function createKey(secret: Buffer): ErasureKey {
  return {
    id: createHmac('sha256', secret).update('id').digest('base64url').slice(0, 22),
    tombstoneOf: (dataset, { cells }) =>
      `t_${createHmac('sha256', secret)
        .update(`${dataset}\u0000${canonical(cells)}`)
        .digest('base64url')}`,
  };
}

/** Cells by name, in order of their names; an empty one says the same as one that is not there. */
function canonical(cells: Readonly<Record<string, Cell>>): string {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== null && cell !== '');
  return hash(
    'sha256',
    JSON.stringify(filled.sort(([left], [right]) => (left < right ? -1 : 1))),
    'base64url',
  );
}
