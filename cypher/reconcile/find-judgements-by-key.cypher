// Judgements that say the very same of the very same mentions, whatever became of them.
// @read
// @system who decides is told of the decision that stands already
// @param key: string
// @column id: JudgementId
// @column state: string
MATCH (j:Judgement {key: $key})
RETURN j.id AS id, j.state AS state
ORDER BY id
