// One mention of each of some entities, to speak for it.
// @read
// @system upkeep of the queue
// @param entities: readonly string[]
// @column entity: EntityId
// @column mention: MentionId
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
  WHERE x.endedBy IS NULL
  RETURN m LIMIT 1
}
RETURN entity, m.id AS mention
