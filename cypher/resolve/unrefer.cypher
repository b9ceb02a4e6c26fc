// Ends today's decision for some mentions; it stays as history.
// @write
// @param delivery: string
// @param at: DateTime
// @param mentions: readonly string[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})-[r:REFERS_TO]->(:Entity)
WHERE r.endedBy IS NULL
SET r.endedBy = $delivery, r.recordedTo = $at
