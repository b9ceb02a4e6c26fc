// How many corrections there are, whatever became of them: none means that none needs looking for.
// @read
// @system upkeep of corrections
// @column count: number
MATCH (k:Correction)
RETURN count(k) AS count
