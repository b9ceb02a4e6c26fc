// Says of some mentions that state a value which was found wrong that they do so rightly, also of those that never stated it again.
// @write
// @allow Eager: each that was released is told
// @param id: string
// @param at: DateTime
// @param by: string
// @param mentions: readonly string[]
// @column mention: MentionId
UNWIND $mentions AS mention
CALL (mention) { MATCH (k:KnownProblem {id: $id}) RETURN k }
CALL (mention) { MATCH (m:Mention {id: mention}) RETURN m }
MERGE (k)-[r:RETURNED]->(m)
ON CREATE SET r.times = 0, r.at = $at, r.delivery = m.delivery, r.newPeriod = false, r.newEvidence = false
WITH r, m
WHERE r.releasedAt IS NULL
SET r.releasedAt = $at, r.releasedBy = $by
RETURN m.id AS mention
