// Counts whose keys begin with one of some texts.
// @read
// @system counts for the product itself; what is told of them is told in steps
// @param starts: readonly string[]
// @column key: string
// @column count: number
UNWIND $starts AS start
MATCH (n:CrossingCount)
WHERE n.key STARTS WITH start AND n.count > 0
RETURN n.key AS key, n.count AS count
