// What pairs of datasets shared, newest first.
// @read
// @system kept counts: told in steps to everybody but the bureau
// @param pairs: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column pair: string
// @column at: number
// @column delivery: string
// @column entities: number
// @column places: number
// @column agree: number
// @column disagree: number
// @column occasions: number | null
// @column counts: readonly number[]
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (p:CrossingPoint)
  WHERE p.pair = pair AND p.at >= $since AND p.at <= $until
  RETURN p
  ORDER BY p.pair DESC, p.at DESC
  LIMIT $limit
}
RETURN pair, p.at.epochMillis AS at, p.delivery AS delivery, p.entities AS entities, p.places AS places, p.agree AS agree,
       p.disagree AS disagree, p.occasions AS occasions, p.counts AS counts
