// Mentions of other entities that match the mentions of some entities, best first, a hundred at most of each.
// @read
// @system identity is decided from everything
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId
// @column mention: MentionId
// @column other: MentionId
// @column candidate: EntityId
// @column weight: number
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[r:REFERS_TO]-(m:Mention)-[x:MATCH]-(n:Mention)-[s:REFERS_TO]->(e:Entity)
  WHERE r.endedBy IS NULL AND s.endedBy IS NULL AND e.id <> entity
  RETURN m, n, e, x
  ORDER BY x.weight DESC, n.id
  LIMIT $limit
}
RETURN entity, m.id AS mention, n.id AS other, e.id AS candidate, x.weight AS weight
ORDER BY weight DESC, other
