// Says of some mentions that state a value which was found wrong that they do so rightly.
// @write
// @allow Eager: each that was released is told
// @param id: string
// @param at: DateTime
// @param by: string
// @param mentions: readonly string[]
// @column mention: MentionId
UNWIND $mentions AS mention
MATCH (:KnownProblem {id: $id})-[r:RETURNED]->(m:Mention {id: mention})
WHERE r.releasedAt IS NULL
SET r.releasedAt = $at, r.releasedBy = $by
RETURN m.id AS mention
