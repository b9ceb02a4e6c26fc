import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { deleteChunks, readChunk, storeChunk } from '../generated/statements.ts';
import { processIsAlive } from '../graph/embedded/process-alive.ts';
import type { DeliveryId } from '../ids.ts';
import { DEFAULT_READ_LIMITS } from './readers/limits.ts';

/** A private copy of a delivery's bytes that nobody changes while it is read. */
export interface Spool {
  readonly path: string;
  /** SHA-256 of the bytes as they were delivered, hexadecimal. */
  readonly hash: string;
  remove(): Promise<void>;
}

const CHUNK_BYTES = 1 << 20;

/**
 * Copies a stream into the home's spool, under the name that messages should call it by. Throws LIMIT_EXCEEDED beyond
 * `maxBytes` and DISK_FULL.
 */
export async function spoolStream(
  context: Context,
  input: Readable,
  name = 'delivery',
  maxBytes: number = DEFAULT_READ_LIMITS.maxFileBytes,
): Promise<Spool> {
  const path = await newSpoolPath(context, name);
  const sha = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      sha.update(chunk);
      if (bytes > maxBytes)
        done(new JingweiError('LIMIT_EXCEEDED', { what: 'The file', limit: `${maxBytes} bytes` }));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(input, count, createWriteStream(path, { mode: 0o600 }), { signal: context.signal });
  } catch (error) {
    await removeSpool(path);
    throw asDiskFull(error, path);
  }
  return { path, hash: sha.digest('hex'), remove: () => removeSpool(path) };
}

/** Copies a file into the home's spool. Throws FILE_UNREADABLE, LIMIT_EXCEEDED and DISK_FULL. */
export async function spoolFile(context: Context, file: string): Promise<Spool> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new JingweiError('FILE_UNREADABLE', { file, reason: 'it is not a file' });
  } catch (error) {
    if (error instanceof JingweiError) throw error;
    throw new JingweiError(
      'FILE_UNREADABLE',
      { file, reason: 'it does not exist or may not be read' },
      error,
    );
  }
  return spoolStream(context, createReadStream(file), basename(file));
}

/** Keeps a delivery's bytes in the graph, compressed, so that it can be applied later or after a crash. */
export async function keepChunks(context: Context, delivery: DeliveryId, spool: Spool): Promise<void> {
  const compressed = createReadStream(spool.path).pipe(createGzip({ level: 1 }));
  let position = 0;
  let pending: Buffer[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    // The driver packs an Int8Array as bytes, and anything else as a list of numbers.
    const bytes = new Int8Array(Buffer.concat(pending));
    pending = [];
    size = 0;
    await context.graph.write((transaction) =>
      transaction.run(storeChunk, { delivery, position: BigInt(position), bytes }),
    );
    position += 1;
  };
  for await (const part of compressed) {
    if (!Buffer.isBuffer(part)) throw new TypeError('A byte stream gives bytes');
    pending.push(part);
    size += part.length;
    if (size >= CHUNK_BYTES) await flush();
  }
  if (size > 0) await flush();
}

/** Brings the kept bytes of a delivery back into the spool, as they were delivered. */
export async function restoreSpool(context: Context, delivery: DeliveryId, hash: string): Promise<Spool> {
  const path = await newSpoolPath(context, 'delivery');
  try {
    await pipeline(readChunks(context, delivery), createGunzip(), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await removeSpool(path);
    throw asDiskFull(error, path);
  }
  return { path, hash, remove: () => removeSpool(path) };
}

async function* readChunks(context: Context, delivery: DeliveryId): AsyncGenerator<Uint8Array> {
  for (let position = 0n; ; position++) {
    const chunk = (await context.graph.read(readChunk, { delivery, position }))[0];
    if (chunk === undefined) return;
    yield Buffer.from(chunk.bytes);
  }
}

export async function dropChunks(context: Context, delivery: DeliveryId): Promise<void> {
  await context.graph.write((transaction) => transaction.run(deleteChunks, { delivery }));
}

/** A new file in a folder of its own in the spool; what killed processes left there goes on the way. */
async function newSpoolPath(context: Context, name: string): Promise<string> {
  const spool = join(context.settings.home, 'spool');
  await mkdir(spool, { recursive: true, mode: 0o700 });
  for (const folder of await readdir(spool)) {
    const owner = Number.parseInt(folder, 10);
    if (!processIsAlive(owner)) await rm(join(spool, folder), { recursive: true, force: true });
  }
  const folder = join(spool, `${process.pid}-${randomUUID()}`);
  await mkdir(folder, { mode: 0o700 });
  return join(folder, name);
}

function removeSpool(path: string): Promise<void> {
  return rm(dirname(path), { recursive: true, force: true });
}

function asDiskFull(error: unknown, path: string): unknown {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return isFull ? new JingweiError('DISK_FULL', { path }, error) : error;
}
