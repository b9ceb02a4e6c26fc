// Notes by which identifiers mentions are known, and what was learnt about each identifier. Under one that is held back
// the mention is held back too.
// @write
// @param rows: readonly { readonly key: string; readonly names: readonly string[]; readonly blocked: boolean; readonly mentions: readonly { readonly mention: string; readonly from: DateTime; readonly to: DateTime }[] }[]
UNWIND $rows AS row
MERGE (i:Identifier {key: row.key})
SET i.names = row.names, i.blocked = row.blocked
WITH i, row
UNWIND row.mentions AS claim
MATCH (m:Mention {id: claim.mention})
CREATE (m)-[:IDENTIFIED_BY {from: claim.from, to: claim.to}]->(i)
FOREACH (held IN CASE WHEN i.heldBack THEN [true] ELSE [] END | SET m:HeldBack)
