// Notes that the events of some records are to be compared anew, by a model that was learned since. What was found of them stands until then.
// @write
// @param records: readonly string[]
// @param at: DateTime
UNWIND $records AS record
MATCH (r:Record {id: record})-[:MENTIONS]->(m:Mention)
WHERE m.kind = 'Event' AND m.endedBy IS NULL
SET m.occasionDue = $at
