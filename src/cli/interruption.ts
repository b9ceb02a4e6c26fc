import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Why a command's signal fired: the person, or the system, asked it to stop. */
export class Interrupted extends Error {
  constructor() {
    super('Stopped by a signal');
    this.name = 'Interrupted';
  }
}

export interface Interruption {
  readonly signal: AbortSignal;
  /** Signals do what they always do again. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
// npm passes a Ctrl-C on to a process that the terminal has told already: that is not a person's second one.
const ECHO_MILLISECONDS = 500;

/** Turns Ctrl-C, SIGTERM and SIGHUP into an abort; a second one ends the process at once. */
export function createInterruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  let first = 0;
  const onSignal = (): void => {
    if (first === 0) {
      first = Date.now();
      terminal.tell('Stopping. (Once more: at once.)');
      controller.abort(new Interrupted());
    } else if (Date.now() - first > ECHO_MILLISECONDS) process.exit(EXIT.interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

/** The result of `work`, unless the signal fires first; then whatever comes of it is left to itself. */
export async function unlessInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
