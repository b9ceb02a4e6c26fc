// Judgements that say the very same of the very same mentions as some others, whatever became of them.
// @read
// @system who decides is told of the decision that stands already
// @param keys: readonly string[]
// @column key: string
// @column id: JudgementId
// @column state: string
// @column evidence: readonly string[]
UNWIND $keys AS key
MATCH (j:Judgement {key: key})
RETURN key, j.id AS id, j.state AS state, j.evidence AS evidence
ORDER BY id
