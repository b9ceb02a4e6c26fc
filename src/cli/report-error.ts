import { inspect } from 'node:util';
import { JingweiError } from '../errors.ts';
import type { Terminal } from './terminal.ts';

/** Says what went wrong and what to do about it; gives the exit code. Where it arose is told only when asked for. */
export function reportError(
  terminal: Terminal,
  error: unknown,
  { json, verbose }: { readonly json: boolean; readonly verbose: boolean },
): number {
  const told = error instanceof JingweiError ? error : new JingweiError('INTERNAL', {}, error);
  const remedy =
    told.code === 'INTERNAL'
      ? 'Run it again with JINGWEI_LOG_LEVEL=debug to see where it arose.'
      : told.remedy;
  if (verbose) terminal.tell(inspect(error, { depth: 4 }));
  if (json) terminal.print(JSON.stringify({ error: { code: told.code, message: told.message, remedy } }));
  else {
    terminal.tell(`${terminal.red('error')} ${terminal.bold(told.code)}: ${told.message}`);
    terminal.tell(`→ ${remedy}`);
  }
  return told.exit;
}
