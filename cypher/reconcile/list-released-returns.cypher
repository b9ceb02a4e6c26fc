// Mentions that state rightly by now what some known problems are about.
// @read
// @system what may be decided is checked before
// @param problems: readonly string[]
// @column problem: KnownProblemId
// @column mention: MentionId
UNWIND $problems AS problem
MATCH (k:KnownProblem {id: problem})-[r:RETURNED]->(m:Mention)
WHERE r.releasedAt IS NOT NULL
RETURN k.id AS problem, m.id AS mention
