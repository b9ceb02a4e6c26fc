import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { bundleScript } from '../setup/bundle-script.ts';

export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line as a process of its own. */
export async function startJingwei(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ChildProcessByStdio<null, Readable, Readable>> {
  return spawn(process.execPath, [await bundleScript('src/cli/main.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command line as a process of its own, to its end. */
export async function runJingwei(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = await startJingwei(args, env);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exit, stdout, stderr };
}

/** Runs the command line in this very process, under its environment. */
export async function runHere(...args: readonly string[]): Promise<Outcome> {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = {
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    isWatched: false,
    told: new PassThrough(),
    bold: (line) => line,
    red: (line) => line,
  };
  const exit = await runCli(args, terminal);
  return { exit, stdout: printed.join('\n'), stderr: told.join('\n') };
}
