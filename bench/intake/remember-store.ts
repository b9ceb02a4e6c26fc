import neo4j, { type Driver } from 'neo4j-driver';
import { z } from 'zod';
import type { GraphAddress } from '../../src/graph/open-graph.ts';
import { fromDateTime, toDateTime } from '../../src/graph/values.ts';
import { openBareDriver } from '../bench-store.ts';
import { readStatement } from '../statement-file.ts';
import { HAND_NODES, HAND_RELATIONSHIPS } from './hand-statements.ts';

type Row = Readonly<Record<string, unknown>>;

/** All that a store holds, as rows for the hand-written statements, in the order of the store. */
export interface RememberedStore {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly size: { readonly records: number; readonly nodes: number; readonly relationships: number };
}

const Properties = z.record(z.string(), z.unknown());
const Node = z.object({ labels: z.array(z.string()), properties: Properties });
const Relationship = z.object({
  type: z.string(),
  from: z.string(),
  to: z.string(),
  fromLabels: z.array(z.string()),
  properties: Properties,
});

/** Reads a store into memory. Throws when it holds something that no hand-written statement makes. */
export async function rememberStore(address: GraphAddress): Promise<RememberedStore> {
  // Integers can be told from floats where they come as bigint.
  const driver = openBareDriver(address, { useBigInt: true });
  const rows = new Map<string, Row[]>();
  for (const statement of [...Object.values(HAND_NODES), ...Object.values(HAND_RELATIONSHIPS)]) {
    rows.set(statement, []);
  }
  let nodes = 0;
  let relationships = 0;
  try {
    await readEach(driver, 'intake/read-nodes', (record) => {
      const { labels, properties } = Node.parse(record);
      rowsOf(rows, HAND_NODES, orderLabels(labels).join(':')).push(plain(properties));
      nodes += 1;
    });
    await readEach(driver, 'intake/read-relationships', (record) => {
      const { type, from, to, fromLabels, properties } = Relationship.parse(record);
      const name = `${orderLabels(fromLabels)[0]} ${type}`;
      rowsOf(rows, HAND_RELATIONSHIPS, name).push({ from, to, properties: plain(properties) });
      relationships += 1;
    });
  } finally {
    await driver.close();
  }
  return { rows, size: { records: rows.get('hand-records')?.length ?? 0, nodes, relationships } };
}

async function readEach(driver: Driver, statement: string, take: (record: object) => void): Promise<void> {
  const session = driver.session({ database: 'neo4j' });
  try {
    for await (const record of session.run(readStatement(statement))) take(record.toObject());
  } finally {
    await session.close();
  }
}

function rowsOf(rows: Map<string, Row[]>, statements: Readonly<Record<string, string>>, name: string): Row[] {
  const found = rows.get(statements[name] ?? '');
  if (found === undefined) throw new Error(`No hand-written statement makes ${name}`);
  return found;
}

function orderLabels(labels: readonly string[]): readonly string[] {
  return [...labels].sort((left, right) => (left === 'Entity' ? -1 : right === 'Entity' ? 1 : 0));
}

/** Equal instants as one object with plain fields: the cheapest form for the driver to send, as the product sends it. */
function plain(properties: Row): Row {
  for (const value of Object.values(properties)) {
    if (!neo4j.isDateTime(value)) continue;
    return Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [
        name,
        neo4j.isDateTime(each) ? toDateTime(fromDateTime(each)) : each,
      ]),
    );
  }
  return properties;
}
