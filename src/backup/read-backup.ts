import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { JingweiError } from '../errors.ts';
import { readMigrations } from '../graph/migrate.ts';
import { BackupFooter, BackupHeader, FORMAT, FORMAT_VERSION } from './backup-format.ts';

const NEW_LINE = 0x0a;
/** No line of a real backup comes near: one node, at most a part of a delivery. */
const LONGEST_LINE = 256 * 1024 ** 2;

/** The lines of a backup as bytes, without their ends. Throws BACKUP_INVALID when it cannot be unpacked. */
export async function* readLines(file: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  // The failure of either stream ends the other and is thrown below.
  pipeline(createReadStream(file, signal === undefined ? {} : { signal }), unpacked, () => undefined);
  let rest: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of unpacked) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A byte stream gives bytes');
      let from = 0;
      for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
        const part = chunk.subarray(from, end);
        yield rest.length === 0 ? part : Buffer.concat([...rest, part]);
        rest = [];
        length = 0;
        from = end + 1;
      }
      if (from === chunk.length) continue;
      rest.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > LONGEST_LINE) throw invalid(file, 'a line of it does not end');
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof JingweiError ? error : invalid(file, readFailure(error), error);
  }
  if (rest.length > 0) throw invalid(file, 'it is cut off');
}

/**
 * Reads all of a backup without using it. Throws BACKUP_INVALID unless it is whole, unchanged since it was made, and in
 * a format and of migrations that this version knows. Needs no server.
 */
export async function verifyBackup(file: string, signal: AbortSignal | undefined): Promise<BackupHeader> {
  const sha = createHash('sha256');
  let header: BackupHeader | undefined;
  let last: Buffer | undefined;
  let lines = 0;
  for await (const line of readLines(file, signal)) {
    if (last !== undefined) sha.update(last).update('\n');
    header ??= parseHeader(file, line);
    last = Buffer.from(line);
    lines += 1;
  }
  if (header === undefined || last === undefined) throw invalid(file, 'it is empty');
  const footer = parseLine(file, last, BackupFooter, 'it is cut off');
  const { nodes, relationships } = header;
  if (footer.sha256 !== sha.digest('hex')) throw invalid(file, 'its content was changed');
  if (
    footer.nodes !== nodes ||
    footer.relationships !== relationships ||
    lines !== nodes + relationships + 2
  ) {
    throw invalid(file, 'its counts do not add up');
  }
  await checkMigrations(file, header);
  return header;
}

/** A store can be brought forward by migrations, never back: the backup may know none that this version does not. */
async function checkMigrations(file: string, header: BackupHeader): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of header.migrations) {
    if (!known.has(name)) throw invalid(file, `a newer version made it (migration ${name})`);
    if (known.get(name) !== checksum)
      throw invalid(file, `another version made it (migration ${name} differs)`);
  }
}

function parseHeader(file: string, line: Buffer): BackupHeader {
  const header = parseLine(file, line, BackupHeader, `it does not begin as a ${FORMAT}`);
  if (header.version === FORMAT_VERSION) return header;
  throw invalid(
    file,
    `its format is version ${header.version}, and this program reads version ${FORMAT_VERSION}`,
  );
}

function parseLine<T>(file: string, line: Buffer, shape: z.ZodType<T>, reason: string): T {
  try {
    return shape.parse(JSON.parse(line.toString()));
  } catch (error) {
    throw invalid(file, reason, error);
  }
}

function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'it may not be read';
    case 'Z_BUF_ERROR':
      return 'it is cut off';
    case 'Z_DATA_ERROR':
      return 'it is damaged, or was never made by a backup';
  }
  return 'it cannot be read';
}

export function invalid(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('BACKUP_INVALID', { file, reason }, cause);
}
