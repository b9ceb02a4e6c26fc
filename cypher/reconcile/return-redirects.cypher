// Ids that were merged into entities which are back lead to those again, not to what these were merged into meanwhile.
// @write
// @allow Eager: what is looked for is changed; the entities that one undo brings back
// @param entities: readonly string[]
// @param survivors: readonly string[]
// @column id: EntityId
// @column entity: EntityId
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})<-[:ABOUT]-(i:IdentityEvent {type: 'MERGED'})-[:ABOUT]->(o:Entity)
WHERE o <> e AND o.redirectTo IN $survivors AND entity IN i.targets
SET o.redirectTo = entity
RETURN DISTINCT o.id AS id, entity
