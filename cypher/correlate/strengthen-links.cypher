// Adds records' support to links between entities; a link that nobody supported yet is made.
// @write
// @param rows: readonly { readonly from: string; readonly to: string; readonly key: string; readonly support: bigint; readonly properties: Properties }[]
UNWIND $rows AS row
MATCH (a:Entity {id: row.from})
MATCH (b:Entity {id: row.to})
MERGE (a)-[l:LINK {key: row.key}]->(b)
ON CREATE SET l += row.properties, l.support = row.support
ON MATCH SET l.support = l.support + row.support
