// The newest entries of the identity log about each of some entities.
// @read
// @param entities: readonly string[]
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId
// @column id: string
// @column type: string
// @column at: number
// @column delivery: DeliveryId | RunId
// @column evidence: readonly string[]
// @column about: readonly EntityId[]
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[:ABOUT]-(i:IdentityEvent)
  WHERE i.at <= $until
  RETURN i
  ORDER BY i.at DESC, i.id
  LIMIT $limit
}
RETURN entity, i.id AS id, i.type AS type, i.at.epochMillis AS at, i.delivery AS delivery, i.evidence AS evidence,
       COLLECT { MATCH (i)-[:ABOUT]->(o:Entity) RETURN o.id ORDER BY o.id } AS about
ORDER BY at DESC, id
