// Mentions of other entities that match the mentions of some entities, best first, a hundred at most of each; only between
// mentions that may be seen with all that was compared.
// @read
// @unguarded Entity: a guarded mention refers to it
// @unguarded e: a guarded mention refers to it
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId # id
// @column mention: MentionId # id
// @column other: MentionId # id
// @column candidate: EntityId # id
// @column weight: number # value
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[r:REFERS_TO]-(m:Mention)-[x:MATCH]-(n:Mention)-[s:REFERS_TO]->(e:Entity)
  WHERE r.endedBy IS NULL AND s.endedBy IS NULL AND e.id <> entity AND {{compared(m)}} AND {{compared(n)}}
  RETURN m, n, e, x
  ORDER BY x.weight DESC, n.id
  LIMIT $limit
}
RETURN entity, m.id AS mention, n.id AS other, e.id AS candidate, x.weight AS weight
ORDER BY weight DESC, other
