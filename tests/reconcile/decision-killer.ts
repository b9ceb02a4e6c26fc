import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { type GraphAddress, openGraph } from '../../src/graph/open-graph.ts';
import { takeLock } from '../../src/intake/apply-batch.ts';
import { COMPILES_WELL, readJavaPid, settingsFor, temporaryHome } from '../graph/embedded-home.ts';
import { bundleScript } from '../setup/bundle-script.ts';
import type { DecisionStep } from './decision-step.ts';

/** Who takes steps only to be killed in the middle of them. */
export interface Killer {
  /** Kills whoever takes the step, that many milliseconds after it was begun, and comes back once all that is over. */
  kill(step: DecisionStep, after: number): Promise<void>;
}

/** A store of its own, whose server is killed as well. */
export interface KilledStore extends Killer {
  readonly graph: Graph;
  readonly address: GraphAddress;
  readonly kills: { process: number; server: number };
  close(): Promise<void>;
}

/** Every so many kills the server dies, not the process. */
const SERVER_EVERY = 15;

export async function openKilledStore(signingHome: string): Promise<KilledStore> {
  const home = await temporaryHome();
  const settings = settingsFor(home, COMPILES_WELL);
  let server = await openEmbedded(settings);
  const { boltUri: uri, user, password } = server;
  const address = { uri, user, password, database: 'neo4j' };
  const graph = await openGraph(address);
  await migrate(graph);
  const context = { graph, settings, clock: Date.now };
  const kills = { process: 0, server: 0 };
  const file = await bundleScript('tests/reconcile/decision-child.ts');
  const start = (): Promise<ChildProcess> => startChild(file, signingHome, address);
  let next = start();
  const killServer = async (): Promise<void> => {
    process.kill(await readJavaPid(home), 'SIGKILL');
    await server.close();
    // It answers at the same port again.
    server = await openEmbedded(settings);
    kills.server += 1;
  };
  return {
    ...{ graph, address, kills },
    kill: async (step, after) => {
      const child = await next;
      const begun = once(child, 'message');
      child.send(step);
      await begun;
      await wait(after);
      if ((kills.process + 1) % SERVER_EVERY === 0) await killServer();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      kills.process += 1;
      next = start();
      // What was sent before the end is over once another one has had the writer's lock.
      await graph.write((transaction) => takeLock(context, transaction));
    },
    close: async () => {
      (await next).kill('SIGKILL');
      await graph.close();
      await server.close();
    },
  };
}

async function startChild(
  file: string,
  home: string,
  { uri, user, password }: GraphAddress,
): Promise<ChildProcess> {
  const child = fork(file, [], {
    execArgv: [],
    env: { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, JINGWEI_HOME: home },
    serialization: 'advanced',
  });
  await once(child, 'message');
  return child;
}
