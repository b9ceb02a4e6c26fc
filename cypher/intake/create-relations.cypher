// Writes what records say of two of their mentions.
// @write
// @param at: DateTime
// @param rows: readonly { readonly from: string; readonly to: string; readonly properties: Properties }[]
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[x:RELATES]->(b)
SET x = row.properties, x.recordedFrom = $at
