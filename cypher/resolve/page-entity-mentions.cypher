// A page of the mentions that each of some entities is made of, in order of their ids.
// @read
// @param entities: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId
// @column id: MentionId
// @column record: RecordId
// @column dataset: string
// @column role: string
// @column itemKey: string
// @column kind: string
// @column type: string
// @column name: string
// @column attributes: string | null
// @column recordKey: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column recordedFrom: number
// @column recordedTo: number
// @slot attributes: attributes-none | attributes-read
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
  WHERE {{refers}} AND m.id > $after
  {{mention}}
  WITH m, s
  WHERE s.validFrom <= $until AND s.validTo > $since
  RETURN m, s
  ORDER BY m.id
  LIMIT $limit
}
MATCH (r:Record)-[:MENTIONS]->(m)
RETURN entity, r.key AS recordKey, m.id AS id, s.record AS record, s.dataset AS dataset, s.role AS role, s.itemKey AS itemKey,
       s.kind AS kind, s.type AS type, s.name AS name, {{attributes}} AS attributes,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo
ORDER BY id
