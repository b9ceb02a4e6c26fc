import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How a Java process ended. */
export interface JavaExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A Java that ends when this process does, however this process ends. */
export interface JavaProcess {
  readonly pid: number;
  readonly exited: Promise<JavaExit>;
  /** SIGTERM, and SIGKILL once `patienceMilliseconds` have passed. Resolves when the process is gone. */
  stop(patienceMilliseconds: number): Promise<JavaExit>;
}

export interface JavaCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Each line of its output and errors. */
  readonly onLine: (line: string) => void;
}

// The shell becomes Java (exec), so Java is our own child and $$ its id. The watcher beside it reads from a pipe whose
// other end only this process holds: the kernel closes it when this process dies, even by SIGKILL.
const WATCHED = `
( trap '' INT TERM HUP
  if read -r word <&3; then exit 0; fi
  kill -TERM $$ || exit 0
  tries=0
  while kill -0 $$ && [ $tries -lt 150 ]; do sleep 0.2; tries=$((tries + 1)); done
  kill -KILL $$ ) </dev/null >/dev/null 2>&1 &
exec "$@" 3<&-
`;

/** Starts Java. Rejects when the shell cannot be started. */
export async function startJava(java: JavaCommand): Promise<JavaProcess> {
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', java.command, ...java.args], {
    cwd: java.cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined) {
    const [cause] = await once(child, 'error');
    throw new Error('The shell could not be started', { cause });
  }
  for (const stream of [stdout, stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', java.onLine);
  }
  const lifeline = child.stdio[3];
  // The watcher ends before it reads when Java is killed early: the broken pipe then says nothing new.
  lifeline?.on('error', java.onLine);
  const exited = new Promise<JavaExit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  child.once('exit', () => {
    if (lifeline !== undefined && lifeline !== null && 'end' in lifeline) lifeline.end('over\n');
  });
  return {
    pid,
    exited,
    stop: async (patienceMilliseconds) => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
      const exit = await exited;
      clearTimeout(killer);
      return exit;
    },
  };
}
