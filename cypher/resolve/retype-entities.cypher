// Says of entities what their mentions call them from now on.
// @write
// @param rows: readonly { readonly entity: string; readonly type: string }[]
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
SET e.type = row.type
