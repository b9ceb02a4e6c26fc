// The mentions of some entities with everything that claims are made of.
// @read
// @unguarded Entity: only what is guarded is read of it
// @unguarded r: the record of a guarded mention
// @unguarded d: the delivery of a guarded mention
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId # id
// @column mention: MentionId # id
// @column role: string # existence
// @column record: RecordId # id
// @column recordKey: string # existence
// @column dataset: string # id
// @column delivery: DeliveryId # id
// @column attributes: string # value
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column recordedFrom: number # existence
// @column statedAt: number # existence
// @column inScope: boolean # scope
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}} AND {{mention(m)}}
  {{mention}}
  WITH m, r, s
  ORDER BY m.id
  LIMIT $limit
  RETURN m, r, s
}
MATCH (d:Delivery {id: s.delivery})
RETURN entity, m.id AS mention, s.role AS role, r.id AS record, r.key AS recordKey, s.dataset AS dataset, s.delivery AS delivery,
       s.attributes AS attributes, s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo,
       s.precision AS precision, s.recordedFrom.epochMillis AS recordedFrom, d.statedAt.epochMillis AS statedAt, {{inScope(m)}} AS inScope
