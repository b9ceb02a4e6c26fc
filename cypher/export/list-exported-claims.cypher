// The mentions of some entities with what claims are made of, as lists: an export reads very many.
// @read
// @unguarded Entity: only what is guarded is read of it
// @unguarded r: the record of a guarded mention
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId # id
// @column mentions: readonly (readonly [MentionId, string, RecordId, string, string, DeliveryId, string, number, number, string, number, boolean])[] # value
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE x.endedBy IS NULL AND {{mention(m)}}
  WITH m, r ORDER BY m.id LIMIT $limit
  RETURN collect([m.id, m.role, r.id, r.key, m.dataset, m.delivery, m.attributes, m.validFrom.epochMillis, m.validTo.epochMillis,
                  m.precision, m.recordedFrom.epochMillis, {{inScope(m)}}]) AS mentions
}
RETURN entity, mentions
