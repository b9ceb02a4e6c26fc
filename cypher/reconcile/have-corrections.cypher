// Whether there are any corrections, whatever became of them: none means that none needs looking for. Counting all within a large
// batch goes through everything that the batch wrote.
// @read
// @system upkeep of corrections
// @allow NodeByLabelScan: it stops at the first
// @column exist: boolean
MATCH (k:Correction)
WITH k LIMIT 1
RETURN count(k) > 0 AS exist
