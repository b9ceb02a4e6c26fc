// Ends records that are no longer stated; they stay as history.
// @write
// @param delivery: string
// @param at: DateTime
// @param ids: readonly string[]
// @column id: RecordId
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $ids AS id
MATCH (r:Record {id: id})
WHERE r.endedBy IS NULL
SET r.endedBy = $delivery, r.recordedTo = $at
RETURN r.id AS id
