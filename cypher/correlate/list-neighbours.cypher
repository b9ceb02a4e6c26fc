// What each of some entities is linked to, at most so many links of each, in no particular order.
// @read
// @param entities: readonly string[]
// @param most: bigint
// @column entity: EntityId # id
// @column other: EntityId # id
// @column outgoing: boolean # existence
// @column type: string # existence
// @column dataset: string # id
// @column validFrom: number # existence
// @column validTo: number # existence
// @slot neighbours: neighbours-now | neighbours-as-of
UNWIND $entities AS entity
CALL (entity) {
  {{neighbours}}
  LIMIT $most
  RETURN o.id AS other, outgoing, type, dataset, from.epochMillis AS validFrom, to.epochMillis AS validTo
}
RETURN entity, other, outgoing, type, dataset, validFrom, validTo
