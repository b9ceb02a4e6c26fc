import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import {
  countStore,
  listMigrations,
  listWaitingDeliveries,
  lockHeads,
  takeWriteLock,
} from '../generated/statements.ts';
import { fromDateTime, toDateTime } from '../graph/values.ts';
import { isOwned } from '../intake/owner.ts';
import type { BackupContext } from './backup-context.ts';
import { BackupFooter, BackupHeader, type BackupSummary, FORMAT, FORMAT_VERSION } from './backup-format.ts';
import { translateFileError } from './file-error.ts';
import { writeLines } from './write-lines.ts';

/**
 * Copies everything in the store into one file, as of one moment: it holds the writer's lock meanwhile, so whoever
 * wants to write waits or is told that the graph is busy; reads go on, and what is logged of them meanwhile is not in the
 * file. The file is there whole or not at all.
 * Throws DELIVERY_IN_PROGRESS while a delivery is being applied, USAGE when the file exists, GRAPH_BUSY, DISK_FULL,
 * FOLDER_UNWRITABLE.
 */
export async function backup(context: BackupContext, file: string): Promise<BackupSummary> {
  const started = context.clock();
  if (existsSync(file))
    throw new JingweiError('USAGE', { reason: `${file} exists already; name another file` });
  const partial = `${file}.part`;
  try {
    const counts = await context.exact.look(async (transaction) => {
      await transaction.run(takeWriteLock, { now: toDateTime(now(context)) });
      await refuseWhileApplying(context);
      const header = await buildHeader(context);
      const footer = await writeFile(context, partial, writeLines(transaction, header, context.onProgress));
      if (footer.nodes !== header.nodes || footer.relationships !== header.relationships) {
        throw new JingweiError('GRAPH_BUSY', { reason: 'the store changed while it was copied' });
      }
      return { nodes: footer.nodes, relationships: footer.relationships };
    });
    await rename(partial, file);
    return { file, ...counts, seconds: (context.clock() - started) / 1000 };
  } catch (error) {
    await rm(partial, { force: true });
    throw translateFileError(error, file);
  }
}

/** A delivery that nobody works on is copied as it stands: the restored store resumes it. */
async function refuseWhileApplying(context: BackupContext): Promise<void> {
  for (const row of await context.graph.read(listWaitingDeliveries, {})) {
    const heartbeat = Date.parse(fromDateTime(row.heartbeatAt));
    if (row.state === 'HELD' || !isOwned(row.id, row.owner, heartbeat, context.clock())) continue;
    throw new JingweiError('DELIVERY_IN_PROGRESS', { dataset: row.dataset, delivery: row.id });
  }
}

async function buildHeader(context: BackupContext): Promise<BackupHeader> {
  // Reads go on and are logged meanwhile: the chains are held for as long as counting takes.
  const { counts, chains } = await context.graph.write(async (transaction) => {
    const chains = await transaction.run(lockHeads, {});
    const [counts] = await transaction.run(countStore, {});
    return { counts, chains };
  });
  if (counts === undefined) throw new Error('Counting gives one row');
  const migrations = await context.graph.read(listMigrations, {});
  return BackupHeader.parse({
    format: FORMAT,
    version: FORMAT_VERSION,
    madeAt: now(context),
    migrations,
    nodes: counts.nodes,
    relationships: counts.relationships,
    chains,
  });
}

/** Writes and syncs the file, readable by its owner only: it holds everything. Gives the footer that was written. */
async function writeFile(
  context: BackupContext,
  path: string,
  pieces: AsyncGenerator<Buffer>,
): Promise<BackupFooter> {
  let last: Buffer = Buffer.alloc(0);
  const remembered = async function* () {
    for await (const piece of pieces) {
      last = piece;
      yield piece;
    }
  };
  const output = createWriteStream(path, { mode: 0o600 });
  await pipeline(Readable.from(remembered()), createGzip({ level: 1 }), output, { signal: context.signal });
  const written = await open(path, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
  return BackupFooter.parse(JSON.parse(last.toString()));
}
