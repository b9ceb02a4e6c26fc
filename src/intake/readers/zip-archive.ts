import { createInflateRaw } from 'node:zlib';
import { JingweiError } from '../../errors.ts';
import { crc32 } from './crc32.ts';
import type { InflateBudget } from './inflate.ts';
import { inflate } from './inflate.ts';
import { readRange } from './open-bytes.ts';
import type { RandomAccess } from './random-access.ts';
import { readExactly } from './random-access.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

export type ZipArchive = ReadonlyMap<string, ZipEntry>;

const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const MAX_DIRECTORY_BYTES = 2 ** 26;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the directory of a ZIP file (PKWARE APPNOTE 6.3): names to entries. Without ZIP64 and encryption, which no
 * spreadsheet program uses for a workbook.
 * @throws JingweiError FILE_FORMAT; RangeError when it names places outside the file
 */
export async function readZipDirectory(access: RandomAccess, file: string): Promise<ZipArchive> {
  const tail = await readExactly(access, Math.max(0, access.size - END_BYTES - MAX_COMMENT), access.size);
  const end = findEnd(tail);
  if (end === undefined) throw notXlsx(file, 'it is not a ZIP file, as every XLSX workbook is');
  const count = end.readUInt16LE(10);
  const length = end.readUInt32LE(12);
  const start = end.readUInt32LE(16);
  if (count === 0xffff || start === 0xffffffff) throw notXlsx(file, 'ZIP64 is not read');
  if (length > MAX_DIRECTORY_BYTES) throw notXlsx(file, 'its ZIP directory is too large');
  const directory = await readExactly(access, start, start + length);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw notXlsx(file, 'its ZIP directory is damaged');
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw notXlsx(file, 'it is protected by a password');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, '');
    entries.set(name, {
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(tail: Buffer): Buffer | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === 0x06054b50) return tail.subarray(at);
  }
  return undefined;
}

/**
 * The bytes of one entry, unpacked within the budget; length and CRC are checked once all have been read.
 * @throws JingweiError FILE_FORMAT, LIMIT_EXCEEDED; errors of zlib and RangeError pass through
 */
export async function* readZipEntry(
  access: RandomAccess,
  entry: ZipEntry,
  file: string,
  budget: InflateBudget,
): AsyncGenerator<Buffer, void, undefined> {
  const head = await readExactly(access, entry.offset, entry.offset + 30);
  if (head.readUInt32LE(0) !== 0x04034b50) throw notXlsx(file, 'its ZIP directory is damaged');
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const end = start + entry.packedBytes;
  if (end > access.size) throw notXlsx(file, 'it ends early');
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw notXlsx(file, 'its compression is not read');
  let bytes = 0;
  let crc = 0;
  for await (const chunk of entry.packedBytes === 0 ? [] : unpacked(access, entry, start, budget)) {
    bytes += chunk.length;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw notXlsx(file, `its part ${entry.name} is damaged`);
}

async function* unpacked(
  access: RandomAccess,
  entry: ZipEntry,
  start: number,
  budget: InflateBudget,
): AsyncGenerator<Buffer, void, undefined> {
  const packed = readRange(access.handle, start, start + entry.packedBytes);
  if (entry.method === STORED) yield* packed;
  else yield* inflate(packed, createInflateRaw(), budget);
}

export function notXlsx(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('FILE_FORMAT', { file, format: 'xlsx', reason }, cause);
}
