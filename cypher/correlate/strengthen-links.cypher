// Adds records' support to links between entities; a link that nobody supported yet is made.
// @write
// @param rows: readonly { readonly from: string; readonly to: string; readonly key: string; readonly support: bigint; readonly properties: Properties }[]
// @allow Eager: a link that an earlier row made is found by a later one; ends of one batch only
UNWIND $rows AS row
CALL (row) { MATCH (a:Entity {id: row.from}) RETURN a }
CALL (row) { MATCH (b:Entity {id: row.to}) RETURN b }
MERGE (a)-[l:LINK {key: row.key}]->(b)
ON CREATE SET l += row.properties, l.support = row.support
ON MATCH SET l.support = l.support + row.support
