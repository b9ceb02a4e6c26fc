// What pairs of datasets shared as it was counted, newest first.
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (p:CrossingPoint)
  WHERE p.pair = pair
  RETURN p
  ORDER BY p.pair DESC, p.at DESC
  LIMIT toInteger($limit)
}
RETURN pair, p.at.epochMillis AS at, p.entities AS entities, p.places AS places, p.occasions AS occasions, p.agree AS agree,
       p.disagree AS disagree, p.counts AS counts
