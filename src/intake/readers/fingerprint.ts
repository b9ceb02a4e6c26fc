import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { asUnreadable } from './file-error.ts';

/**
 * SHA-256 of a file's bytes as delivered (before gunzip), in lower-case hexadecimal: the same file twice is recognised by it.
 * @throws JingweiError FILE_UNREADABLE
 */
export async function fingerprint(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) hash.update(chunk);
  } catch (error) {
    throw asUnreadable(basename(path), error);
  }
  return hash.digest('hex');
}
