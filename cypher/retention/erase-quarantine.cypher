// Erases quarantined rows.
// @write
// @param ids: readonly string[]
// @column count: number
// @allow Eager: what is looked for goes; one batch
UNWIND $ids AS id
MATCH (q:QuarantinedRow {id: id})
DETACH DELETE q
RETURN count(*) AS count
