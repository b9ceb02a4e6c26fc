// What a delivery did to entities, as the identity log says, so many of each type.
// @read
// @system identity is decided from everything
// @param delivery: string
// @param limit: bigint
// @column type: string
// @column entity: EntityId
// @column at: number
CALL () {
  MATCH (:Delivery {id: $delivery})<-[:CAUSED_BY]-(i:IdentityEvent)
  WHERE i.type = 'DECIDED'
  // Only these two go on: an event carries thousands of targets, and a row that kept them all would fill the memory.
  WITH i.at AS at, i.targets AS targets
  UNWIND targets AS target
  WITH DISTINCT at, target
  MATCH (e:Entity {id: target})
  WHERE e.recordedFrom = at
  RETURN 'CREATED' AS type, target AS entity, at
  ORDER BY at, entity
  LIMIT $limit
  UNION ALL
  MATCH (:Delivery {id: $delivery})<-[:CAUSED_BY]-(i:IdentityEvent)
  WHERE i.type = 'DECIDED'
  WITH i.at AS at, i.targets AS targets
  UNWIND targets AS target
  WITH DISTINCT at, target
  MATCH (e:Entity {id: target})
  WHERE e.recordedFrom <> at
  RETURN 'JOINED' AS type, target AS entity, at
  ORDER BY at, entity
  LIMIT $limit
  UNION ALL
  UNWIND [['MERGED', ['MERGED']], ['SPLIT', ['SPLIT']], ['NEEDS_ATTENTION', ['ATTENTION', 'CONFLICT']]] AS told
  CALL (told) {
    MATCH (:Delivery {id: $delivery})<-[:CAUSED_BY]-(i:IdentityEvent)-[:ABOUT]->(e:Entity)
    WHERE i.type IN told[1]
    WITH DISTINCT e.id AS entity, i.at AS at
    RETURN entity, at
    ORDER BY at, entity
    LIMIT $limit
  }
  RETURN told[0] AS type, entity, at
}
RETURN type, entity, at.epochMillis AS at
ORDER BY type, at, entity
