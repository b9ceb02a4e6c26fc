import { readFile } from 'node:fs/promises';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { JingweiError } from '../errors.ts';
import { findPackageRoot } from '../package-root.ts';
import { EXIT } from './exit-code.ts';
import { createProgram } from './program.ts';
import { reportError } from './report-error.ts';
import { runCommand } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line and gives its exit code. Never throws for what a person may do wrong. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let exit: number = EXIT.done;
  const program = createProgram(await readVersion(), async ({ json = false }, work) => {
    exit = await runCommand(terminal, json, work);
  });
  // Our own words for what commander finds, in the form that all errors have.
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: () => undefined,
      outputError: () => undefined,
    });
  }
  try {
    if (args.length === 0) program.help();
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError))
      return reportError(terminal, error, { json: false, verbose: false });
    if (error.exitCode === 0) return EXIT.done;
    const usage = new JingweiError('USAGE', { reason: toReason(error) }, error);
    return reportError(terminal, usage, { json: args.includes('--json'), verbose: false });
  }
}

function toReason({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'A command is missing';
  const reason = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('package.json', findPackageRoot()), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
