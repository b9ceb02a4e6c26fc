// Takes records' support from links; one that nobody supports any more goes (its history stays in the records).
// @write
// @param rows: readonly { readonly from: string; readonly to: string; readonly key: string; readonly support: bigint }[]
// @allow Eager: support is read before it is taken; one batch
UNWIND $rows AS row
CALL (row) { MATCH (a:Entity {id: row.from}) RETURN a }
CALL (row) { MATCH (b:Entity {id: row.to}) RETURN b }
MATCH (a)-[l:LINK {key: row.key}]->(b)
SET l.support = l.support - row.support
WITH l WHERE l.support <= 0
DELETE l
