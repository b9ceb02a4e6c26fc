// The mentions of some records as they stand, for telling which of them a new statement changes.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column kind: string
// @column type: string
// @column namesake: boolean
// @column hash: string
// @column version: number
// @column current: boolean
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column longitude: number | null
// @column latitude: number | null
UNWIND $ids AS id
MATCH (:Record {id: id})-[:MENTIONS]->(m:Mention)
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake, m.hash AS hash,
       m.version AS version, m.endedBy IS NULL AS current, m.attributes AS attributes,
       m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude
