// A page of the mentions of one kind that stand today, in order of their ids, with all that matching looks at.
// @read
// @system identity is decided from everything
// @param kind: string
// @param after: string
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
MATCH (m:Mention)
WHERE m.id > $after AND m.kind = $kind AND m.endedBy IS NULL
WITH m ORDER BY m.id LIMIT $limit
OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake, m.hash AS hash,
       m.attributes AS attributes, m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude, e.id AS entity
ORDER BY id
