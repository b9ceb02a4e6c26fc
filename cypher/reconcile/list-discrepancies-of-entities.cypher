// Open discrepancies of some entities that may be known, at most a hundred of each.
// @read
// @param entities: readonly string[]
// @param limit: bigint
// @column entity: EntityId # id
// @column id: string # id
UNWIND $entities AS entity
CALL (entity) {
  MATCH (d:Discrepancy {entity: entity})
  WHERE d.state = 'OPEN' AND {{discrepancy(d)}}
  RETURN d
  ORDER BY d.since, d.id
  LIMIT $limit
}
RETURN entity, d.id AS id
