// Notes that events are to be compared with those around them: those that are new.
// @write
// @param ids: readonly string[]
// @param at: DateTime
UNWIND $ids AS id
MATCH (m:Mention {id: id})
SET m.occasionDue = $at
