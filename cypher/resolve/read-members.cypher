// The mentions that some entities are made of today.
// @read
// @system identity is decided from everything
// @param entities: readonly string[]
// @column entity: EntityId
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column kind: string
// @column type: string
// @column namesake: boolean
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column longitude: number | null
// @column latitude: number | null
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})<-[r:REFERS_TO]-(m:Mention)
WHERE r.endedBy IS NULL
RETURN e.id AS entity, m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake,
       m.attributes AS attributes, m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude
ORDER BY id
