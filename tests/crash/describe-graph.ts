import neo4j, { type Driver } from 'neo4j-driver';
import type { EmbeddedServer } from '../../src/graph/embedded/open-embedded.ts';

/**
 * Everything that deliveries leave in a graph, as sorted lines, without times and without the ids that hang on how often
 * something was tried. Two runs left the same exactly when their lines are equal.
 */
const QUERIES: Readonly<Record<string, string>> = {
  dataset: `MATCH (s:Dataset) RETURN [s.id, s.definitions, s.records, s.records = COUNT { MATCH (r:Record) WHERE r.dataset = s.id AND r.endedBy IS NULL }] AS line`,
  record: `MATCH (n:Record) RETURN [n.id, n.hash, n.shape, n.definition, n.raw, toString(n.validFrom), n.version, n.endedBy IS NULL, n.cell,
           COUNT { (n)-[:WAS]->() }, COUNT { (n)-[:IN]->() }] AS line`,
  mention: `MATCH (n:Mention)<-[m:MENTIONS]-(r) RETURN [n.id, r.id, m.role, n.hash, n.attributes, n.textPublic, n.textPersonal, n.keysPersonal,
            n.sortName, n.version, n.endedBy IS NULL] AS line`,
  reference: `MATCH (m:Mention)-[x:REFERS_TO]->(e:Entity) RETURN [m.id, e.id, x.endedBy IS NULL] AS line`,
  entity: `MATCH (e:Entity) RETURN [e.id, labels(e), e.kind, e.type, e.evidence, e.endedAt IS NULL, e.redirectTo] AS line`,
  identifier: `MATCH (i:Identifier) RETURN [i.key, i.names, i.blocked, COLLECT { MATCH (i)-[d:DENOTES]->(e)
               RETURN e.id + toString(d.from) + toString(d.to) AS held ORDER BY held }, COUNT { (i)<-[:IDENTIFIED_BY]-() }] AS line`,
  relation: `MATCH (a:Mention)-[x:RELATES]->(b:Mention) RETURN [x.id, x.type, a.id, b.id, x.endedBy IS NULL] AS line`,
  link: `MATCH (a:Entity)-[l:LINK]->(b:Entity) RETURN [l.key, l.type, l.dataset, a.id, b.id, l.support, toString(l.from)] AS line`,
  quarantine: `MATCH (q:QuarantinedRow) RETURN [q.dataset, q.line, q.rule, q.column, q.reason, q.state, q.raw] AS line`,
  delivery: `MATCH (d:Delivery) WHERE d.state <> 'DISMISSED' RETURN [d.dataset, d.kind, d.mode, d.state, d.hash, d.rows, d.accepted, d.unchanged,
             d.versions, d.quarantined, d.ended, d.batches] AS line`,
  decision: `MATCH (x:IdentityEvent) WHERE x.type = 'DECIDED' UNWIND range(0, size(x.mentions) - 1) AS place
             RETURN [x.mentions[place], x.targets[place]] AS line`,
  'left over': `MATCH (c:DeliveryChunk) RETURN [c.delivery, c.position] AS line`,
};

export async function describeGraph(server: EmbeddedServer): Promise<readonly string[]> {
  return withDriver(server, async (driver) => {
    const lines: string[] = [];
    for (const [name, text] of Object.entries(QUERIES)) {
      const { records } = await driver.executeQuery(text, {}, { database: 'neo4j' });
      for (const record of records) lines.push(`${name} ${JSON.stringify(record.get('line'))}`);
    }
    return lines.sort();
  });
}

/** Empties the graph but for its migrations and its lock. */
export async function wipeGraph(server: EmbeddedServer): Promise<void> {
  await withDriver(server, async (driver) => {
    const session = driver.session({ database: 'neo4j' });
    try {
      await session.run(
        `MATCH (n) WHERE NOT n:Migration AND NOT n:Lock CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`,
      );
    } finally {
      await session.close();
    }
  });
}

/** The first differences between two descriptions, for a message that helps. */
export function compareDescriptions(
  expected: readonly string[],
  found: readonly string[],
): readonly string[] {
  const [wanted, seen] = [new Set(expected), new Set(found)];
  const missing = expected.filter((line) => !seen.has(line)).map((line) => `missing ${line}`);
  const surplus = found.filter((line) => !wanted.has(line)).map((line) => `surplus ${line}`);
  const doubled = found.length - seen.size - (expected.length - wanted.size);
  return [...missing.slice(0, 5), ...surplus.slice(0, 5), ...(doubled === 0 ? [] : [`${doubled} doubled`])];
}

async function withDriver<T>(server: EmbeddedServer, work: (driver: Driver) => Promise<T>): Promise<T> {
  const driver = neo4j.driver(server.boltUri, neo4j.auth.basic(server.user, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}
