// The newest entries of the identity log about each of some entities.
// @read
// @unguarded i: its entity and its delivery are guarded
// @param entities: readonly string[]
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column id: string # id
// @column type: string # existence
// @column at: number # existence
// @column delivery: CauseId # id
// @column evidence: readonly string[] # existence
// @column about: readonly EntityId[] # id
UNWIND $entities AS entity
CALL (entity) {
  MATCH (e:Entity {id: entity})<-[:ABOUT]-(i:IdentityEvent)
  WHERE i.at <= $until AND {{entityEver(e)}}
  OPTIONAL MATCH (i)-[:CAUSED_BY]->(d:Delivery)
  WITH i, d
  WHERE d IS NULL OR {{delivery(d)}}
  RETURN i
  ORDER BY i.at DESC, i.id
  LIMIT $limit
}
RETURN entity, i.id AS id, i.type AS type, i.at.epochMillis AS at, i.delivery AS delivery, i.evidence AS evidence,
       COLLECT { MATCH (i)-[:ABOUT]->(o:Entity) WHERE {{entityEver(o)}} RETURN o.id ORDER BY o.id } AS about
ORDER BY at DESC, id
