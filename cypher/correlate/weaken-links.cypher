// Takes records' support from links; one that nobody supports any more goes (its history stays in the records).
// @write
// @param rows: readonly { readonly from: string; readonly to: string; readonly key: string; readonly support: bigint }[]
UNWIND $rows AS row
MATCH (a:Entity {id: row.from})-[l:LINK {key: row.key}]->(b:Entity {id: row.to})
SET l.support = l.support - row.support
WITH l WHERE l.support <= 0
DELETE l
