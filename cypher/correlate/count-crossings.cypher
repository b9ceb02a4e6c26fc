// How many pairs of datasets were counted over a period, of some, up to a limit.
// @read
// @system kept counts: told in steps to everybody but the bureau
// @param pairs: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column count: number
UNWIND $pairs AS pair
WITH pair
WHERE EXISTS {
  MATCH (p:CrossingPoint)
  WHERE p.pair = pair AND p.at >= $since AND p.at <= $until
}
WITH pair
LIMIT $most
RETURN count(pair) AS count
