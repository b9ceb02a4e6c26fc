// Mentions that share blocking keys with some others, of each those that share the rarest. Each comes once, however many of the others it shares
// keys with, and so do the others themselves.
// @read
// @system identity is decided from everything
// @param queries: readonly string[]
// @param limit: bigint
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column kind: string
// @column type: string
// @column namesake: boolean
// @column hash: string
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column longitude: number | null
// @column latitude: number | null
// @column entity: EntityId | null
UNWIND $queries AS query
CALL db.index.fulltext.queryNodes('mention_blocking', query, {limit: $limit}) YIELD node
WITH DISTINCT node AS m
WHERE m.endedBy IS NULL
OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake,
       m.hash AS hash, m.attributes AS attributes, m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude, e.id AS entity
