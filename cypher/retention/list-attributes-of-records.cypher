// What the mentions of some records say or said, to find by which identifiers they were known.
// @read
// @system what is kept too long is erased for the product
// @param ids: readonly string[]
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
UNWIND $ids AS id
MATCH (:Record {id: id})-[:MENTIONS]->(m:Mention)
CALL (m) {
  WITH m AS s
  RETURN s
  UNION ALL
  MATCH (m)-[:WAS]->(s:MentionVersion)
  RETURN s
}
RETURN m.id AS id, s.record AS record, s.dataset AS dataset, s.role AS role, s.kind AS kind, s.type AS type, s.namesake IS NOT NULL AS namesake,
       s.attributes AS attributes, s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo,
       s.point.x AS longitude, s.point.y AS latitude
