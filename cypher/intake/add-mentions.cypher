// Adds mentions to records that exist already.
// @write
// @param at: DateTime
// @param rows: readonly { readonly record: string; readonly role: string; readonly properties: Properties }[]
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
CREATE (r)-[:MENTIONS {role: row.role}]->(m:Mention)
SET m = row.properties, m.recordedFrom = $at, m.version = 1
