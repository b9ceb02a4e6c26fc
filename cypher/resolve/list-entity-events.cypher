// What a delivery did to entities, as the identity log says, so many of each type.
// @read
// @system identity is decided from everything
// @param delivery: string
// @param limit: bigint
// @column type: string
// @column entity: EntityId
// @column at: number
MATCH (:Delivery {id: $delivery})<-[:CAUSED_BY]-(i:IdentityEvent)
CALL (i) {
  WITH i WHERE i.type = 'DECIDED'
  UNWIND i.targets AS target
  WITH DISTINCT i, target
  MATCH (e:Entity {id: target})
  RETURN CASE WHEN e.recordedFrom = i.at THEN 'CREATED' ELSE 'JOINED' END AS type, e.id AS entity
  UNION ALL
  WITH i WHERE i.type IN ['MERGED', 'SPLIT', 'ATTENTION', 'CONFLICT']
  MATCH (i)-[:ABOUT]->(e:Entity)
  RETURN CASE i.type WHEN 'MERGED' THEN 'MERGED' WHEN 'SPLIT' THEN 'SPLIT' ELSE 'NEEDS_ATTENTION' END AS type, e.id AS entity
}
WITH DISTINCT type, entity, i.at AS at
ORDER BY at, entity
WITH type, collect({entity: entity, at: at})[0..toInteger($limit)] AS some
UNWIND some AS one
RETURN type, one.entity AS entity, one.at.epochMillis AS at
ORDER BY type, at, entity
