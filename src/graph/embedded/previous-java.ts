import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Layout } from './layout.ts';
import { processIsAlive } from './process-alive.ts';

const run = promisify(execFile);
const PATIENCE_MILLISECONDS = 60_000;

/**
 * Waits until the Java that an earlier guardian left behind has ended, since two may not open one store. It is asked
 * to end, and killed when a minute was not enough. A process id that was given to another program since is left alone.
 */
export async function awaitPreviousJava(layout: Layout): Promise<void> {
  if (!existsSync(layout.javaPid)) return;
  const pid = Number.parseInt(await readFile(layout.javaPid, 'utf8'), 10);
  if (!(await runsStore(pid, layout.root))) return;
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (await runsStore(pid, layout.root)) {
    if (Date.now() > deadline && processIsAlive(pid)) process.kill(pid, 'SIGKILL');
    await wait(50);
  }
}

async function runsStore(pid: number, root: string): Promise<boolean> {
  if (!processIsAlive(pid)) return false;
  return (await readCommandLine(pid)).includes(`--home-dir=${root}`);
}

/** Empty for a process that is gone or only waits to be reaped. */
async function readCommandLine(pid: number): Promise<string> {
  const read = existsSync('/proc/self/cmdline')
    ? readFile(`/proc/${pid}/cmdline`, 'utf8')
    : run('ps', ['-p', String(pid), '-o', 'command=']).then(({ stdout }) => stdout);
  return read.catch(() => '');
}
