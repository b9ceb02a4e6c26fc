// What some identifiers stand for today: the entities they denote, since when, and under how many names.
// @read
// @system identity is decided from everything
// @param keys: readonly string[]
// @column key: string
// @column names: readonly string[]
// @column blocked: boolean
// @column entity: EntityId | null
// @column from: DateTime | null
// @column to: DateTime | null
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
OPTIONAL MATCH (i)-[d:DENOTES]->(e:Entity)
RETURN i.key AS key, i.names AS names, i.blocked AS blocked, e.id AS entity, d.from AS from, d.to AS to
