// How many items there are for people to look at, whatever became of them: none means that none needs looking for.
// @read
// @system upkeep of the queue
// @column count: number
MATCH (i:ReviewItem)
RETURN count(i) AS count
