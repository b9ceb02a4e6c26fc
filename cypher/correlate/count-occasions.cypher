// How many events have something of the other dataset of a pair with which they belong to one happening.
// @read
// @system counts for the product itself; what is told of it is told in steps
// @param pairs: readonly string[]
// @column pair: string
// @column count: number
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (a:Mention)-[l:SAME_OCCASION]->(:Mention)
  WHERE l.pair = pair
  RETURN count(DISTINCT a) AS count
}
RETURN pair, count
