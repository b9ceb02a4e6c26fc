import { loadSettings, type Settings } from '../settings.ts';
import { EXIT } from './exit-code.ts';
import { createInterruption } from './interruption.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';

/** What every command is given. */
export interface Cli {
  readonly terminal: Terminal;
  readonly settings: Settings;
  /** Fires when the person, or the system, asks the command to stop. */
  readonly signal: AbortSignal;
  /** Whether results are JSON, one object a line. */
  readonly json: boolean;
}

/** Runs a command's work and gives its exit code. */
export type RunCommand = (
  options: { readonly json?: boolean | undefined },
  work: (cli: Cli) => Promise<number>,
) => Promise<void>;

/** Surrounds a command: settings, signals, and errors in plain words. Never throws. */
export async function runCommand(
  terminal: Terminal,
  json: boolean,
  work: (cli: Cli) => Promise<number>,
): Promise<number> {
  const interruption = createInterruption(terminal);
  let settings: Settings | undefined;
  try {
    settings = loadSettings();
    return await work({ terminal, settings, signal: interruption.signal, json });
  } catch (error) {
    if (interruption.signal.aborted) return EXIT.interrupted;
    const verbose = settings?.log.level === 'debug' || settings?.log.level === 'trace';
    return reportError(terminal, error, { json, verbose });
  } finally {
    interruption.release();
  }
}
