// Ends what records no longer say of two of their mentions.
// @write
// @param delivery: string
// @param at: DateTime
// @param rows: readonly { readonly from: string; readonly to: string; readonly id: string }[]
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})-[x:RELATES {id: row.id}]->(b:Mention {id: row.to})
SET x.endedBy = $delivery, x.recordedTo = $at
