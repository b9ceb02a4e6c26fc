// Writes a batch of relationships between nodes that were restored before.
// @write
// @param rows: readonly { readonly from: string; readonly to: string; readonly type: string; readonly properties: Readonly<Record<string, unknown>> }[]
UNWIND $rows AS row
MATCH (a)
WHERE elementId(a) = row.from
MATCH (b)
WHERE elementId(b) = row.to
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
