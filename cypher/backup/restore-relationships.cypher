// Writes a batch of relationships between nodes that were restored before.
// @write
// @allow Eager: types that are known only when it runs make the planner careful; a batch is a few megabytes
// @allow CartesianProduct: of one node and one node, each sought by its element id
// @param rows: readonly { readonly from: string; readonly to: string; readonly type: string; readonly properties: Readonly<Record<string, unknown>> }[]
UNWIND $rows AS row
MATCH (a)
WHERE elementId(a) = row.from
MATCH (b)
WHERE elementId(b) = row.to
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
