import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import type { Settings } from '../../settings.ts';
import { claimSocket } from './claim-socket.ts';
import { translateFolderError } from './folder-error.ts';
import { formatGuardianMessage } from './guardian-message.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import type { FetchObserver } from './jars.ts';
import { makeFolders, planGuardian } from './launch-guardian.ts';
import { buildLayout, type Layout } from './layout.ts';
import { buildAdminArguments } from './neo4j-command.ts';
import { awaitPreviousJava } from './previous-java.ts';

const run = promisify(execFile);
// The administration tool gives a dump the name of its database, and so do we while it is at work.
const DUMP_NAME = 'neo4j.dump';
const IGNORED: FetchObserver = () => undefined;

/**
 * Writes the stopped embedded store of `settings.home` into one file, in Neo4j's own dump format; the file is there
 * whole or not at all. Throws GRAPH_BUSY while anyone uses the store, NOT_FOUND when there is none, DISK_FULL.
 */
export async function dumpStore(settings: Settings, file: string, onFetch = IGNORED): Promise<void> {
  await withStoppedStore(settings, onFetch, async (layout, plan) => {
    if (!hasStore(layout)) throw new JingweiError('NOT_FOUND', { kind: 'store', id: layout.root });
    const target = resolve(file);
    await withTemporaryFolder(dirname(target), async (folder) => {
      const failure = await administer(layout, plan, ['database', 'dump', 'neo4j', `--to-path=${folder}`]);
      if (failure !== undefined) throw translateDumpFailure(failure, dirname(target));
      await rename(join(folder, DUMP_NAME), target);
    });
  });
}

/**
 * Fills the empty embedded store of `settings.home` from a dump; the next start gives it a new password.
 * Throws RESTORE_NOT_EMPTY, BACKUP_INVALID, GRAPH_BUSY, DISK_FULL or HOME_UNUSABLE; a failed load leaves the store empty.
 */
export async function loadStore(settings: Settings, file: string, onFetch = IGNORED): Promise<void> {
  if (!existsSync(file)) throw new JingweiError('BACKUP_INVALID', { file, reason: 'there is no such file' });
  await withStoppedStore(settings, onFetch, async (layout, plan) => {
    if (hasStore(layout) && !existsSync(layout.unfinished)) {
      throw new JingweiError('RESTORE_NOT_EMPTY', { path: settings.home });
    }
    await rm(layout.data, { recursive: true, force: true });
    await mkdir(layout.data, { recursive: true });
    // Cut short from here on, the next start throws the half-loaded store away.
    await writeFile(layout.unfinished, '');
    await withTemporaryFolder(layout.root, async (folder) => {
      await copyFile(file, join(folder, DUMP_NAME));
      const failure = await administer(layout, plan, ['database', 'load', 'neo4j', `--from-path=${folder}`]);
      if (failure === undefined) return;
      await rm(layout.data, { recursive: true, force: true });
      throw translateLoadFailure(failure, file, layout);
    });
    await rm(layout.unfinished);
  });
}

/** Whether the embedded store of this home holds a database, running or not. */
export function hasStore(layout: Layout): boolean {
  return existsSync(join(layout.data, 'databases', 'neo4j'));
}

/** Takes the guardian's place while `work` runs, so that nobody starts Neo4j on the store meanwhile. */
async function withStoppedStore(
  settings: Settings,
  onFetch: FetchObserver,
  work: (layout: Layout, plan: GuardianPlan) => Promise<void>,
): Promise<void> {
  const layout = buildLayout(settings.home);
  const plan = await planGuardian(settings, onFetch);
  const busy = { code: 'GRAPH_BUSY', details: { reason: 'its store is being dumped or loaded' } } as const;
  await makeFolders(layout);
  const claim = await claimSocket(layout, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(formatGuardianMessage({ state: 'failed', ...busy }));
  });
  if (claim === undefined)
    throw new JingweiError('GRAPH_BUSY', { reason: 'its server is running; stop it first' });
  try {
    await awaitPreviousJava(layout);
    await mkdir(layout.configuration, { recursive: true });
    await writeFile(join(layout.configuration, 'neo4j.conf'), '');
    await work(layout, plan);
  } catch (error) {
    throw translateFolderError(error, layout.root);
  } finally {
    await claim.release();
  }
}

async function withTemporaryFolder(parent: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(parent, `dump-${randomBytes(6).toString('hex')}.tmp`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const failureSchema = z.object({ stdout: z.string().default(''), stderr: z.string().default('') });

/** What the tool printed when it failed, undefined when it did not. */
async function administer(
  layout: Layout,
  plan: GuardianPlan,
  command: readonly string[],
): Promise<string | undefined> {
  try {
    await run(plan.javaCommand, [...buildAdminArguments(plan.jars, command)], {
      cwd: layout.root,
      env: { NEO4J_HOME: layout.root, NEO4J_CONF: layout.configuration },
      maxBuffer: 256 * 1024 ** 2,
    });
    return undefined;
  } catch (error) {
    const output = failureSchema.safeParse(error);
    return output.success ? `${output.data.stdout}\n${output.data.stderr}` : String(error);
  }
}

function translateDumpFailure(output: string, path: string): JingweiError {
  if (/No space left on device/i.test(output)) return new JingweiError('DISK_FULL', { path });
  return new JingweiError('GRAPH_BUSY', { reason: readFailure(output) });
}

function translateLoadFailure(output: string, file: string, layout: Layout): JingweiError {
  if (/No space left on device/i.test(output)) return new JingweiError('DISK_FULL', { path: layout.root });
  return new JingweiError('BACKUP_INVALID', { file, reason: readFailure(output) });
}

function readFailure(output: string): string {
  const told = output.split('\n').find((line) => /^Failed|^Load failed|^Dump failed|Exception/.test(line));
  return (told ?? 'the administration tool failed').trim().slice(0, 300);
}
