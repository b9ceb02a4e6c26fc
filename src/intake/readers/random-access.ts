import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadLimits } from './limits.ts';
import { checkFile, isGzip, openBytes } from './open-bytes.ts';

/** A file that is read at any place: what ZIP and Parquet, which keep their directory at the end, need. */
export interface RandomAccess {
  readonly handle: FileHandle;
  readonly size: number;
  close(): Promise<void>;
}

/** Opens a file for random access; a gzip'd one is unpacked into a temporary folder first, which `close` removes. */
export async function openRandomAccess(path: string, limits: ReadLimits): Promise<RandomAccess> {
  const handle = await open(path, 'r');
  let packed = false;
  try {
    await checkFile(handle, path, limits);
    packed = await isGzip(handle);
    if (!packed) return { handle, size: (await handle.stat()).size, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return unpack(path, limits);
}

async function unpack(path: string, limits: ReadLimits): Promise<RandomAccess> {
  const folder = await mkdtemp(join(tmpdir(), 'jingwei-read-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, 'unpacked'), 'wx+', 0o600);
    const close = async (): Promise<void> => {
      await handle.close();
      await remove();
    };
    try {
      for await (const chunk of openBytes(path, limits)) await handle.writeFile(chunk);
      return { handle, size: (await handle.stat()).size, close };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Reads exactly the bytes [start, end) of a file. @throws RangeError when the file does not hold them */
export async function readExactly(access: RandomAccess, start: number, end: number): Promise<Buffer> {
  if (!(start >= 0 && start <= end && end <= access.size)) {
    throw new RangeError('a range outside the file is named');
  }
  const buffer = Buffer.alloc(end - start);
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await access.handle.read(buffer, done, buffer.length - done, start + done);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    done += bytesRead;
  }
  return buffer;
}
