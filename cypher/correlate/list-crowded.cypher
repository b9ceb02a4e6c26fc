// Which of some entities have more links than a limit, whether they stand or not and whoever may know of them: of no others can more
// of those that a caller may know of be found.
// @read
// @system an upper bound that spares counting; what a caller is told is counted link by link
// @param entities: readonly string[]
// @param most: bigint
// @column entity: EntityId
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})
WHERE COUNT { (e)-[:LINK]-() } > $most
RETURN e.id AS entity
