import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { JingweiError } from '../../errors.ts';
import type { Settings } from '../../settings.ts';
import { findGuardian, type GuardianConnection } from './guardian-connection.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import { type LaunchedGuardian, launchGuardian, planGuardian } from './launch-guardian.ts';
import { buildLayout, type Layout } from './layout.ts';

/** A running Neo4j that this process holds a lease of. */
export interface EmbeddedServer {
  readonly boltUri: string;
  readonly user: string;
  readonly password: string;
  /** Whether the store was made by this very call; true for one caller only. */
  readonly firstStart: boolean;
  /** Gives the lease back; the last one out stops Neo4j, and then this resolves when it has stopped. May be called twice. */
  close(): Promise<void>;
}

export type EmbeddedEvent =
  | { readonly type: 'fetching'; readonly version: string }
  | { readonly type: 'starting' }
  | { readonly type: 'ready'; readonly boltUri: string; readonly milliseconds: number }
  /** Neo4j ended although this process still held its lease; opening again starts it anew. */
  | { readonly type: 'lost'; readonly reason: string };

export type EmbeddedObserver = (event: EmbeddedEvent) => void;

const ATTEMPTS = 10;
const LAUNCH_MILLISECONDS = 60_000;

/**
 * Attaches to the embedded Neo4j of `settings.home`, starting it when nobody has. A guardian process of its own owns
 * Java, so a client may come, go or be killed without harm to the others; when the last is gone, Java stops.
 * The settings of the client that started it hold for all.
 *
 * Throws JAVA_MISSING, JAVA_VERSION, MAVEN_MISSING, NEO4J_DOWNLOAD, NEO4J_PORT_TAKEN, NEO4J_START, DISK_FULL,
 * HOME_UNUSABLE or SETTING_INVALID.
 */
export async function openEmbedded(
  settings: Settings,
  observe: EmbeddedObserver = () => undefined,
): Promise<EmbeddedServer> {
  const began = performance.now();
  const layout = buildLayout(settings.home);
  let plan: GuardianPlan | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let connection = await findGuardian(layout.socket);
    if (connection === undefined) {
      plan ??= await planGuardian(settings, (version) => observe({ type: 'fetching', version }));
      observe({ type: 'starting' });
      connection = await awaitGuardian(layout, await launchGuardian(layout, plan));
    }
    const message = await connection?.first;
    if (message?.state === 'failed') {
      // Gone for sure, so that the next opening is not told of this failure again.
      await connection?.closed;
      throw new JingweiError(message.code, message.details);
    }
    if (connection !== undefined && message?.state === 'ready') {
      const boltUri = `bolt://127.0.0.1:${message.port}`;
      const password = (await readFile(layout.password, 'utf8')).trim();
      observe({ type: 'ready', boltUri, milliseconds: Math.round(performance.now() - began) });
      return buildServer(connection, { boltUri, password, firstStart: message.firstStart }, observe);
    }
    // The guardian was just ending, or gave way to another one.
    await wait(100);
  }
  throw new JingweiError('NEO4J_START', { reason: 'its guardian kept ending', log: layout.guardianLog });
}

/** Connects to the launched guardian, or to the one that it gave way to; undefined when that one has gone as well. */
async function awaitGuardian(
  layout: Layout,
  launched: LaunchedGuardian,
): Promise<GuardianConnection | undefined> {
  const deadline = Date.now() + LAUNCH_MILLISECONDS;
  while (Date.now() < deadline) {
    const exitCode = launched.exitCode();
    const connection = await findGuardian(layout.socket);
    if (connection !== undefined || exitCode === 0) return connection;
    if (exitCode !== null) break;
    await wait(20);
  }
  throw new JingweiError('NEO4J_START', {
    reason: 'its guardian could not be started',
    log: layout.guardianLog,
  });
}

function buildServer(
  connection: GuardianConnection,
  access: Pick<EmbeddedServer, 'boltUri' | 'password' | 'firstStart'>,
  observe: EmbeddedObserver,
): EmbeddedServer {
  let closing: Promise<void> | undefined;
  connection.unref();
  const noticed = connection.closed.then((message) => {
    if (closing !== undefined) return;
    observe({ type: 'lost', reason: message?.state === 'lost' ? message.reason : 'its guardian ended' });
  });
  return {
    ...access,
    user: 'neo4j',
    close: () => {
      closing ??= connection.leave().then(() => noticed);
      return closing;
    },
  };
}
