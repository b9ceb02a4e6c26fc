import { expect } from 'vitest';
import { onStore } from './on-store.ts';

/** What the graph holds of one dataset, without times and ids of deliveries: equal graphs give equal descriptions. */
export interface DatasetDescription {
  readonly records: readonly {
    readonly id: string;
    readonly key: string;
    readonly current: boolean;
    readonly versions: number;
  }[];
  /** What stands today: records with their mentions, attributes and entities. */
  readonly standing: readonly Readonly<Record<string, unknown>>[];
  readonly links: readonly unknown[];
  readonly entities: readonly unknown[];
  readonly attributes: readonly string[];
}

/** Reads a dataset straight from the server, past the product's own reads. How many records it states is kept right. */
export async function describeDataset(dataset: string): Promise<DatasetDescription> {
  const records = await onStore(
    `MATCH (r:Record) WHERE r.dataset = $dataset
     RETURN r.id AS id, r.key AS key, r.endedBy IS NULL AS current, COUNT { (r)-[:WAS]->() } AS versions ORDER BY key`,
    { dataset },
  );
  const kept = await onStore('MATCH (s:Dataset {id: $dataset}) RETURN s.records AS records', { dataset });
  expect(kept.map((row) => row.records)).toEqual([records.filter(({ current }) => current === true).length]);
  const standing = await onStore(
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
     WHERE r.dataset = $dataset AND r.endedBy IS NULL AND m.endedBy IS NULL AND x.endedBy IS NULL
     RETURN r.key AS key, r.raw AS raw, r.hash AS hash, m.role AS role, m.itemKey AS item, m.attributes AS attributes,
            m.textPersonal AS text, m.keysPersonal AS keys, toString(m.validFrom) AS validFrom, e.id AS entity
     ORDER BY key, role, item`,
    { dataset },
  );
  const links = await onStore(
    `MATCH (a:Entity)-[l:LINK]->(b:Entity) WHERE l.dataset = $dataset
     RETURN a.id AS from, l.type AS type, b.id AS to, l.support AS support ORDER BY from, type, to`,
    { dataset },
  );
  const entities = await onStore(
    `MATCH (m:Mention)-[x:REFERS_TO]->(e:Entity) WHERE m.dataset = $dataset AND x.endedBy IS NULL
     RETURN DISTINCT e.id AS id, e.kind AS kind, e.evidence AS evidence, e.endedAt IS NULL AS alive,
            COLLECT { MATCH (i:Identifier)-[:DENOTES]->(e) RETURN i.key ORDER BY i.key } AS keys ORDER BY id`,
    { dataset },
  );
  const attributes = new Set(
    standing.flatMap((row) =>
      [...String(row.attributes).matchAll(/"name":"([^"]+)"/g)].map((match) => match[1] ?? ''),
    ),
  );
  return {
    records: records.map(({ id, key, current, versions }) => ({
      id: String(id),
      key: String(key),
      current: current === true,
      versions: Number(versions),
    })),
    standing,
    links,
    entities,
    attributes: [...attributes],
  };
}

/** The open quarantined rows of a dataset in order of their lines. */
export async function listQuarantine(dataset: string) {
  const rows = await onStore(
    `MATCH (q:QuarantinedRow) WHERE q.dataset = $dataset AND q.state = 'OPEN'
     RETURN q.id AS id, q.line AS line, q.rule AS rule, q.column AS column ORDER BY line`,
    { dataset },
  );
  return rows.map(({ id, line, rule, column }) => ({ id: String(id), line: Number(line), rule, column }));
}

/** Ids of the known problems and confirmations that were given a dataset's id for their reason. */
export async function listDecidedFor(dataset: string): Promise<readonly string[]> {
  const rows = await onStore(
    'MATCH (d:KnownProblem|Confirmation) WHERE d.reason = $dataset RETURN d.id AS id ORDER BY id',
    { dataset },
  );
  return rows.map(({ id }) => String(id));
}
