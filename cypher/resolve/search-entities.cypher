// Entities whose mentions match a full-text query or bear one of some identifiers, best first, each once. What a hit scores is
// reckoned from the values of it that may be seen and from nothing else: how much of one of them each run of letters is, half
// as much where it is not the beginning. The index's own score would tell how often others bear the word.
// @read
// @unguarded e: a guarded mention refers to it
// @param texts: readonly { readonly query: string; readonly datasets: readonly string[]; readonly classes: readonly string[]; readonly scoped: boolean }[]
// @param runs: readonly (readonly string[])[]
// @param window: bigint
// @param exact: readonly string[]
// @param keys: readonly { readonly key: string; readonly datasets: readonly string[]; readonly scoped: boolean }[]
// @param kinds: readonly string[]
// @param afterScore: number
// @param afterId: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column score: number # existence
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @column mention: MentionId # id
// @column mentionRecord: RecordId # id
// @column mentionDataset: string # id
// @column role: string # existence
// @column itemKey: string # existence
// @column mentionKind: string # existence
// @column mentionType: string # existence
// @column mentionName: string | null # name
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column mentionFrom: number # existence
// @column mentionTo: number # existence
// @column inScope: boolean # scope
// @slot type: type-now | type-as-of
// @slot found: found-now | found-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot names: names-now | names-as-of
CALL () {
  UNWIND $texts AS text
  CALL db.index.fulltext.queryNodes('mention_text', text.query, {limit: $window}) YIELD node AS m
  WITH m, text
  WHERE m.dataset IN text.datasets AND (NOT text.scoped OR {{scopeOf(m)}})
  WITH m, split(toLower(reduce(all = '', class IN text.classes | all + coalesce(' \u2022 ' + CASE class
         WHEN 'public' THEN m.textPublic WHEN 'internal' THEN m.textInternal
         WHEN 'personal' THEN m.textPersonal WHEN 'sensitive' THEN m.textSensitive END, ''))), ' \u2022 ') AS values
  RETURN m, CASE WHEN m.sortName IN $exact AND {{name(m)}} THEN 100.0 ELSE 0.0 END
    + reduce(sum = 0.0, run IN $runs | sum + reduce(best = 0.0, value IN values | CASE
        WHEN toFloat(size(run[0])) / (size(value) + 1) > best AND any(form IN run WHERE value STARTS WITH form)
        THEN toFloat(size(run[0])) / (size(value) + 1)
        WHEN 0.5 * size(run[0]) / (size(value) + 1) > best AND any(form IN run WHERE value CONTAINS form)
        THEN 0.5 * size(run[0]) / (size(value) + 1) ELSE best END)) AS score
  UNION ALL
  UNWIND $keys AS key
  MATCH (:Identifier {key: key.key})<-[:IDENTIFIED_BY]-(m:Mention)
  WHERE m.dataset IN key.datasets AND (NOT key.scoped OR {{scopeOf(m)}})
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
RETURN score, e.id AS id, e.kind AS kind, {{type}} AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names,
       m.id AS mention, m.record AS mentionRecord, m.dataset AS mentionDataset, m.role AS role, m.itemKey AS itemKey,
       m.kind AS mentionKind, m.type AS mentionType, CASE WHEN {{name(m)}} THEN m.name END AS mentionName, {{inScope(m)}} AS inScope,
       m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo, m.precision AS precision,
       m.recordedFrom.epochMillis AS mentionFrom, m.recordedTo.epochMillis AS mentionTo
ORDER BY score DESC, id
