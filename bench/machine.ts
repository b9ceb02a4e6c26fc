import { execFile } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** What the numbers were measured on. */
export interface Machine {
  readonly processors: number;
  readonly gigabytes: number;
  readonly node: string;
  readonly java: string;
}

export async function describeMachine(javaHome: string | undefined): Promise<Machine> {
  const command = javaHome === undefined ? 'java' : `${javaHome}/bin/java`;
  const { stderr } = await promisify(execFile)(command, ['-version']);
  return {
    processors: availableParallelism(),
    gigabytes: Math.round(totalmem() / 1024 ** 3),
    node: process.version.slice(1),
    java: /"([^"]+)"/.exec(stderr)?.[1] ?? 'unknown',
  };
}
