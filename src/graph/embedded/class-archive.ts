import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { findPackageRoot } from '../../package-root.ts';
import { buildConfiguration } from './configuration.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import { buildLayout } from './layout.ts';
import { buildNeo4jArguments } from './neo4j-command.ts';
import { startNeo4j } from './neo4j-process.ts';
import { choosePort } from './port.ts';
import { prepareStore } from './prepare-store.ts';
import { processIsAlive } from './process-alive.ts';

// Writing the archive takes ten seconds of processor time at the end of the run.
const WRITING_MILLISECONDS = 180_000;
// Behind everything that somebody waits for, yet not so far that a busy machine never gets to its end.
const PRIORITY = 5;

/**
 * Makes Java's archive of loaded classes (JEP 350), which halves the processor time of every later start. A second,
 * empty Neo4j is started for that at a low priority, answers a few statements and ends; only a whole archive gets
 * its name. Another process that is at it already is left to finish. Stops at once when `signal` fires.
 * Returns whether there is an archive now.
 */
export async function makeClassArchive(plan: GuardianPlan, signal: AbortSignal): Promise<boolean> {
  await mkdir(dirname(plan.archive), { recursive: true });
  if (await isBeingMade(plan.archive)) return false;
  const home = `${plan.archive}.${process.pid}.tmp`;
  const layout = buildLayout(home);
  const unfinished = join(home, 'classes.jsa');
  try {
    await mkdir(layout.logs, { recursive: true });
    const training = { ...plan, home, heapMegabytes: 512, jvmFlags: [] };
    await prepareStore(layout, training);
    const port = await choosePort(0, layout.port);
    await writeFile(
      join(layout.configuration, 'neo4j.conf'),
      buildConfiguration({ port, pageCacheMegabytes: 16, replanMinutes: plan.replanMinutes }),
    );
    signal.throwIfAborted();
    const flags = [`-XX:ArchiveClassesAtExit=${unfinished}`, '-XX:TieredStopAtLevel=1', '-Xlog:cds*=off'];
    const args = buildNeo4jArguments(training, layout.root, flags);
    const outcome = await startNeo4j(
      { command: plan.javaCommand, args, cwd: layout.root },
      layout.consoleLog,
      (java) => {
        setPriority(java.pid, PRIORITY);
        signal.addEventListener('abort', () => void java.stop(0));
      },
    );
    if (!outcome.started) return false;
    await exercise(`bolt://127.0.0.1:${port}`, await readFile(layout.password, 'utf8'), signal);
    const exit = await outcome.process.stop(WRITING_MILLISECONDS);
    if (exit.code !== 0 || signal.aborted || !existsSync(unfinished)) return false;
    await rename(unfinished, plan.archive);
    return true;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function isBeingMade(archive: string): Promise<boolean> {
  const start = `${basename(archive)}.`;
  for (const name of await readdir(dirname(archive))) {
    if (!name.startsWith(start) || !name.endsWith('.tmp')) continue;
    if (processIsAlive(Number.parseInt(name.slice(start.length), 10))) return true;
    await rm(join(dirname(archive), name), { recursive: true, force: true });
  }
  return false;
}

/** Has Neo4j load what answering takes: a session, and the planning of our own small statements. */
async function exercise(boltUri: string, password: string, signal: AbortSignal): Promise<void> {
  const folder = fileURLToPath(new URL('cypher/graph/', findPackageRoot()));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cypher'));
  const driver = neo4j.driver(boltUri, neo4j.auth.basic('neo4j', password), { telemetryDisabled: true });
  try {
    for (const name of names) {
      if (signal.aborted) return;
      const text = await readFile(join(folder, name), 'utf8');
      await driver.executeQuery(`EXPLAIN ${text}`, {}, { database: 'neo4j' });
    }
  } finally {
    await driver.close();
  }
}
