import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { JingweiError } from '../../errors.ts';
import { inflate, inflateBudget } from './inflate.ts';
import type { ReadLimits } from './limits.ts';

const CHUNK_BYTES = 2 ** 18;

/**
 * The bytes of a file in chunks of about 256 KiB, gunzipped when it begins with gzip's magic bytes.
 * @throws JingweiError LIMIT_EXCEEDED, FILE_UNREADABLE; errors of the file system and of zlib pass through
 */
export async function* openBytes(path: string, limits: ReadLimits): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path, 'r');
  try {
    await checkFile(file, path, limits);
    if (!(await isGzip(file))) yield* readRange(file);
    else {
      const budget = inflateBudget(basename(path), limits.maxInflatedBytes);
      yield* inflate(readRange(file), createGunzip({ chunkSize: CHUNK_BYTES }), budget);
    }
  } finally {
    await file.close();
  }
}

/** @throws JingweiError FILE_UNREADABLE, LIMIT_EXCEEDED */
export async function checkFile(file: FileHandle, path: string, limits: ReadLimits): Promise<void> {
  const stat = await file.stat();
  if (!stat.isFile())
    throw new JingweiError('FILE_UNREADABLE', { file: basename(path), reason: 'it is not a file' });
  if (stat.size > limits.maxFileBytes) {
    throw new JingweiError('LIMIT_EXCEEDED', { what: basename(path), limit: `${limits.maxFileBytes} bytes` });
  }
}

/** Whether the file begins with the magic bytes of gzip (RFC 1952). */
export async function isGzip(file: FileHandle): Promise<boolean> {
  const magic = Buffer.alloc(2);
  const { bytesRead } = await file.read(magic, 0, 2, 0);
  return bytesRead === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
}

/**
 * The bytes [start, end) of a file, or those up to its end, in new buffers: rows may still point into the last one.
 * (A read stream of the handle would close the handle with itself.)
 */
export async function* readRange(
  file: FileHandle,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer, void, undefined> {
  let at = start;
  while (at < end) {
    const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, end - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
