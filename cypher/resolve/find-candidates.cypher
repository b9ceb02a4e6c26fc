// Mentions that share blocking keys with some others, those that share the rarest first.
// @read
// @system identity is decided from everything
// @param rows: readonly { readonly mention: string; readonly query: string }[]
// @param limit: bigint
// @column mention: MentionId
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column kind: string
// @column type: string
// @column namesake: boolean
// @column hash: string
// @column attributes: string
// @column validFrom: DateTime
// @column validTo: DateTime
// @column longitude: number | null
// @column latitude: number | null
// @column entity: EntityId | null
UNWIND $rows AS row
CALL db.index.fulltext.queryNodes('mention_blocking', row.query, {limit: $limit}) YIELD node, score
WITH row, node AS m, score
WHERE m.id <> row.mention AND m.endedBy IS NULL
OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
RETURN row.mention AS mention, m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake,
       m.hash AS hash, m.attributes AS attributes, m.validFrom AS validFrom, m.validTo AS validTo,
       m.point.x AS longitude, m.point.y AS latitude, e.id AS entity
