// Whether there are any judgements, whatever became of them: none means that none needs looking for. Counting all within a large
// batch goes through everything that the batch wrote.
// @read
// @system identity is decided from everything
// @allow NodeByLabelScan: it stops at the first
// @column exist: boolean
MATCH (j:Judgement)
WITH j LIMIT 1
RETURN count(j) > 0 AS exist
