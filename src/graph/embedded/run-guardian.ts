import { existsSync } from 'node:fs';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { JingweiError } from '../../errors.ts';
import { claimSocket } from './claim-socket.ts';
import { buildConfiguration } from './configuration.ts';
import { translateFolderError } from './folder-error.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import type { JavaProcess } from './java-process.ts';
import { buildLayout, type Layout } from './layout.ts';
import { createLeases, type Leases } from './leases.ts';
import { buildNeo4jArguments } from './neo4j-command.ts';
import { type StartFailure, startNeo4j } from './neo4j-process.ts';
import { choosePort } from './port.ts';
import { prepareStore } from './prepare-store.ts';
import { awaitPreviousJava } from './previous-java.ts';

// Long enough for the last checkpoint of a large store; killed later than that, Neo4j recovers at the next start.
const STOP_MILLISECONDS = 120_000;
const WATCH_MILLISECONDS = 1000;
const ATTEMPTS = 4;
// Short commands should not pay for it.
const TRAINING_DELAY_MILLISECONDS = 10_000;

/**
 * The life of a guardian: become the only one of this store, run Neo4j while anyone holds a lease, stop it, end.
 * Java is this process's child and ends with it.
 */
export async function runGuardian(plan: GuardianPlan): Promise<void> {
  const layout = buildLayout(plan.home);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const leases = createLeases(stop);
  const claim = await claimSocket(layout, leases.add);
  if (claim === undefined) return;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  // A removed or replaced home is no longer ours to serve.
  const watch = setInterval(() => {
    claim.holds().then((held) => held || stop(), stop);
  }, WATCH_MILLISECONDS);

  try {
    await serve(plan, layout, leases, stopping.signal);
  } finally {
    clearInterval(watch);
    await claim.release();
    leases.end();
    // Whoever connected in this very moment sees the connection close and tries again.
    await wait(50);
  }
}

async function serve(
  plan: GuardianPlan,
  layout: Layout,
  leases: Leases,
  stopping: AbortSignal,
): Promise<void> {
  let java: JavaProcess | undefined;
  let training: Promise<void> | undefined;
  const over = new AbortController();
  const stopped = new Promise<'stopped'>((resolve) => {
    stopping.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  try {
    await mkdir(layout.logs, { recursive: true });
    await awaitPreviousJava(layout);
    const firstStart = await prepareStore(layout, plan);
    const starting = start(plan, layout, stopping, (process) => {
      java = process;
    });
    const outcome = await Promise.race([starting, stopped]);
    if (outcome !== 'stopped') {
      await rm(layout.unfinished, { force: true });
      leases.announce({ state: 'ready', port: outcome.port, firstStart });
      training = train(plan, layout, AbortSignal.any([stopping, over.signal]));
      const exit = await Promise.race([outcome.process.exited, stopped]);
      if (exit !== 'stopped')
        leases.announce({ state: 'lost', reason: `Java ended (${exit.signal ?? exit.code})` });
    }
  } catch (error) {
    const told = error instanceof JingweiError ? error : translateFolderError(error, layout.root);
    leases.announce({ state: 'failed', code: told.code, details: told.details });
    // The client that started this process may not have connected yet, and wants to hear why.
    await Promise.race([leases.met, stopped]);
  } finally {
    over.abort();
    await java?.stop(STOP_MILLISECONDS);
    await training;
    await rm(layout.javaPid, { force: true });
  }
}

/** Makes the class archive for later starts once this start has had time to serve; a failure only costs that speed. */
async function train(plan: GuardianPlan, layout: Layout, stopping: AbortSignal): Promise<void> {
  if (existsSync(plan.archive)) return;
  try {
    await wait(TRAINING_DELAY_MILLISECONDS, undefined, { signal: stopping });
    const { makeClassArchive } = await import('./class-archive.ts');
    await makeClassArchive(plan, stopping);
  } catch (error) {
    if (!stopping.aborted) await appendFile(layout.guardianLog, `class archive: ${String(error)}\n`);
  }
}

interface Running {
  readonly process: JavaProcess;
  readonly port: number;
}

async function start(
  plan: GuardianPlan,
  layout: Layout,
  stopping: AbortSignal,
  onProcess: (process: JavaProcess) => void,
): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(plan.port, layout.port);
    await writeFile(`${layout.configuration}/neo4j.conf`, buildConfiguration({ ...plan, port }));
    const archiveFlags = existsSync(plan.archive)
      ? [`-XX:SharedArchiveFile=${plan.archive}`, '-Xlog:cds=off']
      : [];
    const args = buildNeo4jArguments(plan, layout.root, archiveFlags);
    stopping.throwIfAborted();
    const outcome = await startNeo4j(
      { command: plan.javaCommand, args, cwd: layout.root },
      layout.consoleLog,
      (process) => {
        onProcess(process);
        void writeFile(layout.javaPid, String(process.pid));
      },
    );
    if (outcome.started) return { process: outcome.process, port };
    await remedy(outcome.failure, plan, layout, port, attempt === ATTEMPTS || stopping.aborted);
  }
}

/** Clears the way for another attempt, or throws when there is none. */
async function remedy(
  failure: StartFailure,
  plan: GuardianPlan,
  layout: Layout,
  port: number,
  isLast: boolean,
): Promise<void> {
  const log = layout.consoleLog;
  switch (failure.kind) {
    case 'disk-full':
      throw new JingweiError('DISK_FULL', { path: layout.root });
    case 'port-taken':
      if (isLast || plan.port !== 0) throw new JingweiError('NEO4J_PORT_TAKEN', { port });
      return;
    case 'store-locked':
      if (isLast) throw new JingweiError('NEO4J_START', { reason: 'another program holds its store', log });
      await wait(1000);
      return;
    case 'crashed':
      // An archive that was cut short crashes Java; it is only a means to start faster.
      if (isLast || !existsSync(plan.archive))
        throw new JingweiError('NEO4J_START', { reason: 'Java crashed', log });
      await rm(plan.archive, { force: true });
      return;
    case 'other':
      throw new JingweiError('NEO4J_START', { reason: failure.reason, log });
  }
}
