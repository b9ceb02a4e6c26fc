// The mentions of some entities with everything that claims are made of.
// @read
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId
// @column mention: MentionId
// @column record: RecordId
// @column recordKey: string
// @column dataset: string
// @column delivery: DeliveryId
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column recordedFrom: number
// @column statedAt: number
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}}
  {{mention}}
  WITH m, r, s
  ORDER BY m.id
  LIMIT $limit
  RETURN m, r, s
}
MATCH (d:Delivery {id: s.delivery})
RETURN entity, m.id AS mention, r.id AS record, r.key AS recordKey, s.dataset AS dataset, s.delivery AS delivery,
       s.attributes AS attributes, s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo,
       s.precision AS precision, s.recordedFrom.epochMillis AS recordedFrom, d.statedAt.epochMillis AS statedAt
