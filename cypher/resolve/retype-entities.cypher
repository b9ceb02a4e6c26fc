// Says of entities what their mentions call them from now on, and until when they were called what they were.
// @write
// @param at: DateTime
// @param rows: readonly { readonly entity: string; readonly type: string }[]
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
SET e.formerTypes = coalesce(e.formerTypes, []) + e.type, e.typesUntil = coalesce(e.typesUntil, []) + $at, e.type = row.type
