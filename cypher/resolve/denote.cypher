// Says which entities identifiers stand for from now on, and over which period.
// @write
// @param rows: readonly { readonly key: string; readonly holders: readonly { readonly entity: string; readonly from: DateTime; readonly to: DateTime }[] }[]
UNWIND $rows AS row
MATCH (i:Identifier {key: row.key})
UNWIND row.holders AS holder
MATCH (e:Entity {id: holder.entity})
CREATE (i)-[:DENOTES {from: holder.from, to: holder.to}]->(e)
