import { createWriteStream } from 'node:fs';
import { type JavaCommand, type JavaExit, type JavaProcess, startJava } from './java-process.ts';

/** Why Neo4j ended before it was ready. */
export type StartFailure =
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'store-locked' }
  | { readonly kind: 'crashed' }
  | { readonly kind: 'other'; readonly reason: string };

export type StartOutcome =
  | { readonly started: true; readonly process: JavaProcess }
  | { readonly started: false; readonly failure: StartFailure };

const STARTED = /INFO\s+Started\.$/;
const KEPT_LINES = 200;

/** Starts Neo4j, keeping what it prints in `consoleLog`, and waits until it answers or ends. `onProcess` hears of it at once. */
export async function startNeo4j(
  java: Omit<JavaCommand, 'onLine'>,
  consoleLog: string,
  onProcess: (process: JavaProcess) => void,
): Promise<StartOutcome> {
  const log = createWriteStream(consoleLog, { flags: 'a' });
  // A log that cannot be written (a full disk) must not end the server that still answers.
  let loggable = true;
  log.on('error', () => {
    loggable = false;
  });
  const lines: string[] = [];
  let ready: () => void = () => undefined;
  const started = new Promise<true>((resolve) => {
    ready = () => resolve(true);
  });
  const running = await startJava({
    ...java,
    onLine: (line) => {
      if (loggable) log.write(`${line}\n`);
      if (lines.push(line) > KEPT_LINES) lines.shift();
      if (STARTED.test(line)) ready();
    },
  });
  onProcess(running);
  const exited = running.exited.then((exit) => {
    log.end();
    return exit;
  });
  const first = await Promise.race([started, exited]);
  return first === true
    ? { started: true, process: running }
    : { started: false, failure: classifyFailure(lines, first) };
}

/** Reads from Neo4j's last lines why it gave up. */
export function classifyFailure(lines: readonly string[], exit: JavaExit): StartFailure {
  const text = lines.join('\n');
  if (/No space left on device|Disk quota exceeded/i.test(text)) return { kind: 'disk-full' };
  if (/already in use|BindException/.test(text)) return { kind: 'port-taken' };
  if (/store_lock|StoreLockException|FileLockException/.test(text)) return { kind: 'store-locked' };
  if (/A fatal error has been detected by the Java Runtime/.test(text)) return { kind: 'crashed' };
  const told =
    lines.findLast((line) => /Caused by: /.test(line)) ??
    lines.find((line) => /\bERROR\b|^Error|Exception/.test(line)) ??
    (exit.signal === null ? `it ended with code ${exit.code}` : `it was ended by ${exit.signal}`);
  return {
    kind: 'other',
    reason: told
      .replace(/^.*Caused by: /, '')
      .trim()
      .slice(0, 400),
  };
}
