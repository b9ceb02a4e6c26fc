// Which datasets mention each of some entities.
// @read
// @param entities: readonly string[]
// @column entity: EntityId
// @column datasets: readonly string[]
// @slot refers: refers-now | refers-as-of
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
WHERE {{refers}}
RETURN entity, collect(DISTINCT m.dataset) AS datasets
