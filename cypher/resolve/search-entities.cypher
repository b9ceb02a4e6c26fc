// Entities whose mentions match a full-text query or bear one of some identifiers, best first, each once.
// @read
// @param query: string
// @param window: bigint
// @param exact: readonly string[]
// @param keys: readonly string[]
// @param kinds: readonly string[]
// @param afterScore: number
// @param afterId: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column score: number
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly (readonly [string, string, string, string, number])[] | null
// @column mention: MentionId
// @column mentionRecord: RecordId
// @column mentionDataset: string
// @column role: string
// @column itemKey: string
// @column mentionKind: string
// @column mentionType: string
// @column mentionName: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column mentionFrom: number
// @column mentionTo: number
// @slot found: found-now | found-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot names: names-now | names-as-of
CALL () {
  CALL db.index.fulltext.queryNodes('mention_text', $query, {limit: $window}) YIELD node, score
  RETURN node AS m, CASE WHEN node.sortName IN $exact THEN score + 100 ELSE score END AS score
  UNION ALL
  UNWIND $keys AS key
  MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(m:Mention)
  RETURN m, 1000.0 AS score
}
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE {{found}} AND e.kind IN $kinds AND m.validFrom <= $until AND m.validTo > $since
WITH e, m, score
ORDER BY score DESC, m.id
WITH e, max(score) AS score, collect(m)[0] AS m
WHERE score < $afterScore OR (score = $afterScore AND e.id > $afterId)
WITH e, score, m
ORDER BY score DESC, e.id
LIMIT $limit
RETURN score, e.id AS id, e.kind AS kind, e.type AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names,
       m.id AS mention, m.record AS mentionRecord, m.dataset AS mentionDataset, m.role AS role, m.itemKey AS itemKey,
       m.kind AS mentionKind, m.type AS mentionType, m.name AS mentionName,
       m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo, m.precision AS precision,
       m.recordedFrom.epochMillis AS mentionFrom, m.recordedTo.epochMillis AS mentionTo
ORDER BY score DESC, id
