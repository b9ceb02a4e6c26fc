// How many links each of some entities has.
// @read
// @param entities: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column entity: EntityId
// @column count: number
// @slot types: link-types-any | link-types-in
// @slot datasets: link-datasets-any | link-datasets-in
UNWIND $entities AS entity
MATCH (:Entity {id: entity})-[l:LINK]-(:Entity)
WHERE l.from <= $until AND l.to > $since AND {{types}} AND {{datasets}}
RETURN entity, count(*) AS count
