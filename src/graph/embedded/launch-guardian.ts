import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { JingweiError } from '../../errors.ts';
import type { Settings } from '../../settings.ts';
import { translateFolderError } from './folder-error.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import { type FetchObserver, fetchJars, findDistributionJars } from './jars.ts';
import { findJava } from './java.ts';
import type { Layout } from './layout.ts';
import { readMachineMemory, sizeMemory } from './memory.ts';

/** Finds Java, the jars and the sizes. Throws what {@link findJava} and {@link fetchJars} throw. */
export async function planGuardian(settings: Settings, onFetch: FetchObserver): Promise<GuardianPlan> {
  if (process.platform === 'win32') {
    const reason = 'the embedded server needs Linux or macOS; set NEO4J_URI to a running server';
    throw new JingweiError('NEO4J_START', { reason, log: 'the README' });
  }
  const { neo4j, cache } = settings;
  const java = await findJava(neo4j.javaHome);
  const jars =
    neo4j.home === undefined ? await fetchJars(cache, onFetch) : await findDistributionJars(neo4j.home);
  const memory = sizeMemory(readMachineMemory(), {
    heap: neo4j.heapMegabytes,
    pageCache: neo4j.pageCacheMegabytes,
  });
  // An archive fits only the build of Java and the jars that it was made with.
  const fit = createHash('sha256').update(`${java.build} ${jars}`).digest('hex').slice(0, 12);
  return {
    home: settings.home,
    javaCommand: java.command,
    jars,
    archive: join(cache, `classes-${java.version}-${fit}.jsa`),
    heapMegabytes: memory.heap,
    pageCacheMegabytes: memory.pageCache,
    jvmFlags: neo4j.jvmFlags,
    replanMinutes: neo4j.replanMinutes,
    port: neo4j.port,
  };
}

/** A guardian that was started; it may still find that another one is there already, and end with code 0. */
export interface LaunchedGuardian {
  /** Exit code once it ended. */
  readonly exitCode: () => number | null;
}

/** Starts the guardian in a session of its own, so that a Ctrl-C for us does not reach it. Throws HOME_UNUSABLE or DISK_FULL. */
export async function launchGuardian(layout: Layout, plan: GuardianPlan): Promise<LaunchedGuardian> {
  try {
    await makeFolders(layout);
    const log = await open(layout.guardianLog, 'a', 0o600);
    try {
      const child = spawn(process.execPath, [...buildNodeArguments(), JSON.stringify(plan)], {
        cwd: layout.root,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      child.unref();
      return { exitCode: () => child.exitCode ?? (child.signalCode === null ? null : 1) };
    } finally {
      await log.close();
    }
  } catch (error) {
    throw translateFolderError(error, layout.root);
  }
}

/** Makes the folders that must be there before the guardian is. Throws HOME_UNUSABLE or DISK_FULL. */
export async function makeFolders(layout: Layout): Promise<void> {
  try {
    await mkdir(layout.root, { recursive: true, mode: 0o700 });
    await mkdir(layout.logs, { recursive: true });
    await mkdir(layout.sockets, { recursive: true, mode: 0o700 });
    if (layout.sockets === layout.root) return;
    const folder = await lstat(layout.sockets);
    // A folder in a shared place may have been laid there by somebody else.
    if (!folder.isDirectory() || folder.uid !== process.getuid?.()) {
      throw new JingweiError('HOME_UNUSABLE', {
        path: layout.sockets,
        reason: 'it belongs to somebody else',
      });
    }
  } catch (error) {
    throw translateFolderError(error, layout.root);
  }
}

/** From the build the guardian is plain JavaScript; from the sources it needs the same loader as every tool here. */
function buildNodeArguments(): readonly string[] {
  const extension = extname(fileURLToPath(import.meta.url));
  const entry = fileURLToPath(new URL(`./guardian${extension}`, import.meta.url));
  if (extension !== '.ts') return [entry];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, entry];
}
