import { findHalfRestored } from '../backup/restore.ts';
import { JingweiError } from '../errors.ts';
import { hurryFirstStart } from '../graph/embedded/hurry.ts';
import { type EmbeddedEvent, openEmbedded } from '../graph/embedded/open-embedded.ts';
import type { Graph } from '../graph/graph.ts';
import { migrate } from '../graph/migrate.ts';
import { type GraphAddress, openGraph } from '../graph/open-graph.ts';
import { unlessInterrupted } from './interruption.ts';
import type { Cli } from './run-command.ts';
import { formatSeconds } from './words.ts';

/** The store that a command works with. */
export interface OpenGraph {
  readonly graph: Graph;
  readonly address: GraphAddress;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Leaves the store as it is found: no migrations, and a half-restored one opens. Only for restoring. */
  readonly asFound?: boolean;
  /** On an empty home the embedded server is to be up soon rather than fast for long. */
  readonly hurried?: boolean;
  /** Told when the embedded server ended although it is in use. */
  readonly onLost?: (reason: string) => void;
}

/** The server that NEO4J_URI names, else the embedded one, with its schema brought up to date. */
export async function openStore(cli: Cli, options: OpenOptions = {}): Promise<OpenGraph> {
  const { address, close } = await findServer(cli, options);
  let graph: Graph | undefined;
  const closeAll = async (): Promise<void> => {
    await graph?.close();
    await close();
  };
  try {
    graph = await unlessInterrupted(openGraph(address), cli.signal);
    if (options.asFound !== true) await prepare(cli, graph);
    return { graph, address, isEmbedded: cli.settings.neo4j.uri === undefined, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function prepare({ settings, signal }: Cli, graph: Graph): Promise<void> {
  if (await findHalfRestored({ graph })) {
    throw new JingweiError('RESTORE_UNFINISHED', { path: settings.neo4j.uri ?? settings.home });
  }
  await unlessInterrupted(migrate(graph), signal);
}

/** Runs `work` with a store and gives the store back afterwards, whatever comes of it. */
export async function withStore<T>(
  cli: Cli,
  work: (store: OpenGraph) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const store = await openStore(cli, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

interface Server {
  readonly address: GraphAddress;
  close(): Promise<void>;
}

async function findServer(cli: Cli, options: OpenOptions): Promise<Server> {
  const { uri, user, password, database } = cli.settings.neo4j;
  if (uri !== undefined) {
    return { address: { uri, user, password: password ?? '', database }, close: async () => undefined };
  }
  const settings = options.hurried === true ? hurryFirstStart(cli.settings) : cli.settings;
  const server = await unlessInterrupted(
    openEmbedded(settings, (event) => tellEvent(cli, event, options.onLost)),
    cli.signal,
  );
  // Community has one database of this name; NEO4J_DATABASE speaks of the server that NEO4J_URI names.
  const address = { uri: server.boltUri, user: server.user, password: server.password, database: 'neo4j' };
  return { address, close: server.close };
}

function tellEvent(
  { terminal }: Cli,
  event: EmbeddedEvent,
  onLost: OpenOptions['onLost'] = () => undefined,
): void {
  switch (event.type) {
    case 'fetching':
      terminal.tell(`Fetching Neo4j ${event.version} (118 MB, once for all homes) …`);
      return;
    case 'starting':
      terminal.tell('Starting Neo4j …');
      return;
    case 'ready':
      // Attaching to a running server takes no time, and is nothing to speak of.
      if (event.milliseconds < 1000) return;
      terminal.tell(`Neo4j is ready (${formatSeconds(event.milliseconds / 1000)}).`);
      return;
    case 'lost':
      terminal.tell(`Neo4j ended unasked: ${event.reason}.`);
      onLost(event.reason);
      return;
  }
}
