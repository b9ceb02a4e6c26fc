// Writes new records with their mentions under one delivery.
// @write
// @param delivery: string
// @param at: DateTime
// @param rows: readonly { readonly record: Properties; readonly mentions: readonly { readonly role: string; readonly properties: Properties }[] }[]
MATCH (d:Delivery {id: $delivery})
UNWIND $rows AS row
CREATE (r:Record)-[:IN]->(d)
SET r = row.record, r.recordedFrom = $at, r.version = 1
WITH r, row
UNWIND row.mentions AS mention
CREATE (r)-[:MENTIONS {role: mention.role}]->(m:Mention)
SET m = mention.properties, m.recordedFrom = $at, m.version = 1
