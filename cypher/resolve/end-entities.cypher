// Ends entities that nothing refers to any more; one that was merged keeps pointing at its survivor.
// @write
// @param at: DateTime
// @param rows: readonly { readonly entity: string; readonly survivor: string | null }[]
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
SET e.endedAt = $at, e.redirectTo = row.survivor
