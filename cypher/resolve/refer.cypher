// Decides which entity each mention refers to from now on.
// @write
// @param delivery: string
// @param at: DateTime
// @param open: DateTime
// @param rows: readonly { readonly mention: string; readonly entity: string }[]
UNWIND $rows AS row
CALL (row) { MATCH (m:Mention {id: row.mention}) RETURN m }
CALL (row) { MATCH (e:Entity {id: row.entity}) RETURN e }
CREATE (m)-[:REFERS_TO {recordedFrom: $at, recordedTo: $open, delivery: $delivery}]->(e)
