// What each of some entities is linked to, at most so many links of each, in no particular order: as lists, for there are very many.
// @read
// @param entities: readonly string[]
// @param most: bigint
// @column entity: EntityId # id
// @column links: readonly (readonly [EntityId, boolean, string, string, number, number])[] # existence
// @slot neighbours: neighbours-now | neighbours-as-of
UNWIND $entities AS entity
CALL (entity) {
  {{neighbours}}
  LIMIT $most
  RETURN collect([o.id, outgoing, type, dataset, from.epochMillis, to.epochMillis]) AS links
}
RETURN entity, links
