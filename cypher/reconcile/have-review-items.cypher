// Whether there are any items for people to look at, whatever became of them: none means that none needs looking for. Counting all within a large
// batch goes through everything that the batch wrote.
// @read
// @system upkeep of the queue
// @allow NodeByLabelScan: it stops at the first
// @column exist: boolean
MATCH (i:ReviewItem)
WITH i LIMIT 1
RETURN count(i) > 0 AS exist
