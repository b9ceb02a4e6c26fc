import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Config, type Driver } from 'neo4j-driver';
import { z } from 'zod';
import { openEmbedded } from '../src/graph/embedded/open-embedded.ts';
import { migrate } from '../src/graph/migrate.ts';
import { type GraphAddress, openGraph } from '../src/graph/open-graph.ts';
import { settingsOf } from './settings-of.ts';
import { readStatement } from './statement-file.ts';

/** A real Neo4j in a temporary home, with the memory and flags that it has in production. */
export interface BenchStore {
  readonly home: string;
  readonly address: GraphAddress;
  /** Empties the store but for its schema. */
  wipe(): Promise<void>;
  /** Counts of nodes, relationships and properties by labels and type. */
  inventory(): Promise<readonly string[]>;
  /** Processor seconds that Java has used since it started. */
  javaSeconds(): Promise<number>;
  close(): Promise<void>;
}

const Inventory = z.object({ what: z.string(), things: z.number(), properties: z.number() });

/** `kept`: the folder to keep it in; null: a temporary one. */
export async function openBenchStore(kept: string | null = null): Promise<BenchStore> {
  if (kept !== null) await mkdir(kept, { recursive: true });
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'jingwei-bench-')));
  const server = await openEmbedded(settingsOf(home));
  const address = {
    uri: server.boltUri,
    user: server.user,
    password: server.password,
    database: 'neo4j',
  };
  const graph = await openGraph(address);
  await migrate(graph);
  await graph.close();
  const driver = openBareDriver(address);
  return {
    home,
    address,
    wipe: async () => {
      await runAlone(driver, 'intake/wipe-relationships');
      await runAlone(driver, 'intake/wipe-nodes');
    },
    inventory: async () => {
      const nodes = await runAlone(driver, 'intake/count-nodes');
      const relationships = await runAlone(driver, 'intake/count-relationships');
      return [...nodes, ...relationships]
        .map((row) => Inventory.parse(row))
        .map(({ what, things, properties }) => `${what}: ${things} with ${properties} properties`)
        .sort();
    },
    javaSeconds: async () => {
      const rows = await runAlone(driver, 'intake/read-java-time');
      return z.object({ nanoseconds: z.number() }).parse(rows[0]).nanoseconds / 1e9;
    },
    close: async () => {
      await driver.close();
      await server.close();
      if (kept === null) await rm(home, { recursive: true, force: true });
    },
  };
}

/** The driver as anybody would open it; `config`: how integers come, and what else is to be otherwise. */
export function openBareDriver(
  address: GraphAddress,
  config: Config = { disableLosslessIntegers: true },
): Driver {
  return neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    ...config,
    telemetryDisabled: true,
  });
}

async function runAlone(driver: Driver, statement: string): Promise<readonly unknown[]> {
  const session = driver.session({ database: 'neo4j' });
  try {
    const result = await session.run(readStatement(statement));
    return result.records.map((record) => record.toObject());
  } finally {
    await session.close();
  }
}
