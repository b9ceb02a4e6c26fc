// Ends mentions that their record no longer makes. What search reads is taken away; the statement itself stays.
// @write
// @param delivery: string
// @param at: DateTime
// @param ids: readonly string[]
UNWIND $ids AS id
MATCH (m:Mention {id: id})
SET m.endedBy = $delivery, m.recordedTo = $at, m.sortName = NULL,
    m.textPublic = NULL, m.textInternal = NULL, m.textPersonal = NULL, m.textSensitive = NULL,
    m.keysPublic = NULL, m.keysInternal = NULL, m.keysPersonal = NULL, m.keysSensitive = NULL
