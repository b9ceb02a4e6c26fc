import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { buildLayout } from '../../src/graph/embedded/layout.ts';
import type { EmbeddedServer } from '../../src/graph/embedded/open-embedded.ts';
import { processIsAlive } from '../../src/graph/embedded/process-alive.ts';
import { loadSettings, type Settings } from '../../src/settings.ts';
import { bundleScript } from '../setup/bundle-script.ts';
import { SMALL_SERVER } from '../setup/neo4j.ts';

const { JAVA_HOME, NEO4J_HOME, JINGWEI_CACHE } = process.env;
const SURROUNDINGS = { ...SMALL_SERVER, JAVA_HOME, NEO4J_HOME, JINGWEI_CACHE };

export const temporaryHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'jingwei-embedded-'));

/** For a server that runs long enough for well compiled code to pay. */
export const COMPILES_WELL = { JINGWEI_NEO4J_JVM: '-XX:TieredStopAtLevel=4' } as const;

export const settingsFor = (home: string, more: Readonly<Record<string, string>> = {}): Settings =>
  loadSettings({ ...SURROUNDINGS, JINGWEI_HOME: home, ...more });

/** Process id of the Java that serves this home. */
export async function readJavaPid(home: string): Promise<number> {
  return Number(await readFile(buildLayout(home).javaPid, 'utf8'));
}

/** Process id of the guardian of this home: the parent of its Java. */
export async function readGuardianPid(home: string): Promise<number> {
  const java = await readJavaPid(home);
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(java)], { encoding: 'utf8' }));
}

/** Every process whose command line names this home: guardians and Javas alike. */
export function listProcesses(home: string): readonly string[] {
  const all = execFileSync('ps', ['-e', '-ww', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(home) && !/^\s*\d+\s+Z/.test(line));
}

/** The Javas among them; the watcher beside each one has Java's arguments too, but is a shell. */
export const listJavas = (home: string): readonly string[] =>
  listProcesses(home).filter((line) => line.includes('--home-dir=') && !line.includes('/bin/sh'));

export async function until(what: () => boolean | Promise<boolean>, milliseconds = 20_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not come about in time');
    await wait(50);
  }
}

export const untilGone = (pid: number): Promise<void> => until(() => !processIsAlive(pid) || isZombie(pid));

// Where nobody reaps orphans, as in a plain container, an ended process stays listed.
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return !processIsAlive(pid);
  }
}

export interface ClientProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly boltUri: string;
  readonly firstStart: boolean;
}

const children = new Set<ClientProcess['child']>();

/** Kills all clients of these tests. */
export function killClients(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** What another process runs that opens a home. */
export const CLIENT = 'tests/graph/embedded-client.ts';

/** Opens the home from another process, in a process group of its own, like a command in another terminal. */
export async function startClient(
  home: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ClientProcess> {
  const child = spawn(process.execPath, [await bundleScript(CLIENT)], {
    env: { ...process.env, ...SMALL_SERVER, JINGWEI_HOME: home, NEO4J_URI: '', ...more },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error('The client ended early');
    }),
  ]);
  const told: { boltUri: string; firstStart: boolean } = JSON.parse(String(line));
  return { child, ...told };
}

export async function runStatement(server: EmbeddedServer, text: string): Promise<unknown> {
  const driver = neo4j.driver(server.boltUri, neo4j.auth.basic(server.user, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    const { records } = await driver.executeQuery(text, {}, { database: 'neo4j' });
    return records[0]?.get(0);
  } finally {
    await driver.close();
  }
}
