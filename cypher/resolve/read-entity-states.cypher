// What some entities are, how much evidence they have, how old they are, and which identifiers denote them.
// @read
// @system identity is decided from everything
// @param ids: readonly string[]
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: DateTime
// @column alive: boolean
// @column keys: readonly string[]
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind, e.type AS type, e.evidence AS evidence, e.recordedFrom AS recordedFrom,
       e.endedAt IS NULL AS alive, COLLECT { MATCH (i:Identifier)-[:DENOTES]->(e) RETURN i.key } AS keys
