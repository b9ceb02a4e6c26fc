// How many entities have mentions that match a full-text query or bear one of some identifiers.
// @read
// @param query: string
// @param window: bigint
// @param keys: readonly string[]
// @param kinds: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column count: number
// @slot found: found-now | found-as-of
CALL () {
  CALL db.index.fulltext.queryNodes('mention_text', $query, {limit: $window}) YIELD node
  RETURN node AS m
  UNION ALL
  UNWIND $keys AS key
  MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(m:Mention)
  RETURN m
}
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE {{found}} AND e.kind IN $kinds AND m.validFrom <= $until AND m.validTo > $since
RETURN count(DISTINCT e) AS count
