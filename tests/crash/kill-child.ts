import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { readJavaPid } from '../graph/embedded-home.ts';

/** Who is killed: the child itself, or the server that it started in its home. */
export type Victim = 'node' | 'java';

/**
 * Kills with SIGKILL so many milliseconds after a child said that its work begins, and waits for its end. False when it had ended
 * before.
 */
export async function killAfter(
  child: ChildProcess,
  home: string,
  victim: Victim,
  after: number,
): Promise<boolean> {
  const ended = once(child, 'exit');
  if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), ended]);
  const first = await Promise.race([ended.then(() => 'ended'), wait(after).then(() => 'time')]);
  if (first === 'ended') return false;
  if (victim === 'node') child.kill('SIGKILL');
  else process.kill(await readJavaPid(home), 'SIGKILL');
  await ended;
  return true;
}
