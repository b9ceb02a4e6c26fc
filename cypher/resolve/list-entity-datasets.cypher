// Which datasets mention each of some entities.
// @read
// @unguarded Entity: only what is guarded is read of it
// @param entities: readonly string[]
// @column entity: EntityId # id
// @column datasets: readonly string[] # id
// @slot refers: refers-now | refers-as-of
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
WHERE {{refers}} AND {{mention(m)}}
RETURN entity, collect(DISTINCT m.dataset) AS datasets
