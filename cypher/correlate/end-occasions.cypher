// Notes that the events of some records, which are stated otherwise or no more, are to be compared anew, and ends what was found of them as
// they were.
// @write
// @param records: readonly string[]
// @param at: DateTime
// @param cause: string
// @allow Eager: links are read before they are ended; one batch
UNWIND $records AS record
MATCH (r:Record {id: record})-[:MENTIONS]->(m:Mention)
WHERE m.kind = 'Event'
SET m.occasionDue = $at
WITH m
MATCH (m)-[l:SAME_OCCASION]-()
WHERE l.endedBy IS NULL
SET l.endedBy = $cause, l.recordedTo = $at, l.pair = NULL
