// How many links each of some entities has, counted no further than a limit.
// @read
// @param entities: readonly string[]
// @param most: bigint
// @column entity: EntityId # id
// @column count: number # count
// @slot neighbours: neighbours-now | neighbours-as-of
UNWIND $entities AS entity
CALL (entity) {
  {{neighbours}}
  LIMIT $most
  RETURN count(o) AS count
}
RETURN entity, count
