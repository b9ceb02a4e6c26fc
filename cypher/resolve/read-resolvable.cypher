// Some mentions as they stand, with all that matching looks at.
// @read
// @system identity is decided from everything
// @param mentions: readonly string[]
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
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})
WHERE m.endedBy IS NULL
OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake, m.hash AS hash,
       m.attributes AS attributes, m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude, e.id AS entity
ORDER BY id
