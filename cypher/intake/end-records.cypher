// Ends records that are no longer stated; they stay as history, and their dataset states so many fewer.
// @write
// @param delivery: string
// @param at: DateTime
// @param ids: readonly string[]
// @allow Eager: what is looked for is changed or goes; one batch
UNWIND $ids AS id
MATCH (r:Record {id: id})
WHERE r.endedBy IS NULL
SET r.endedBy = $delivery, r.recordedTo = $at
WITH r.dataset AS dataset, count(DISTINCT r) AS ended
MATCH (s:Dataset {id: dataset})
SET s.records = s.records - ended
