// Adds to or takes from the number of mentions that entities are made of.
// @write
// @param rows: readonly { readonly entity: string; readonly delta: bigint }[]
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
SET e.evidence = e.evidence + row.delta
