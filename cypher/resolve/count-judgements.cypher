// How many judgements there are, whatever became of them: none means that none needs looking for.
// @read
// @system identity is decided from everything
// @column count: number
MATCH (j:Judgement)
RETURN count(j) AS count
