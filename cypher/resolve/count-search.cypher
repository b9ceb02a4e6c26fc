// How many entities have mentions that match a full-text query or bear one of some identifiers.
// @read
// @unguarded e: a guarded mention refers to it
// @param texts: readonly { readonly query: string; readonly datasets: readonly string[]; readonly scoped: boolean }[]
// @param window: bigint
// @param keys: readonly { readonly key: string; readonly datasets: readonly string[]; readonly scoped: boolean }[]
// @param kinds: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column count: number # count
// @slot found: found-now | found-as-of
CALL () {
  UNWIND $texts AS text
  CALL db.index.fulltext.queryNodes('mention_text', text.query, {limit: $window}) YIELD node AS m
  WITH m, text
  WHERE m.dataset IN text.datasets AND (NOT text.scoped OR {{scopeOf(m)}})
  RETURN m
  UNION ALL
  UNWIND $keys AS key
  MATCH (:Identifier {key: key.key})<-[:IDENTIFIED_BY]-(m:Mention)
  WHERE m.dataset IN key.datasets AND (NOT key.scoped OR {{scopeOf(m)}})
  RETURN m
}
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE {{found}} AND e.kind IN $kinds AND m.validFrom <= $until AND m.validTo > $since
WITH DISTINCT e LIMIT $most
RETURN count(e) AS count
