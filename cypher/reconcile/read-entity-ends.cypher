// What became of some entities.
// @read
// @system identity is decided from everything
// @param ids: readonly string[]
// @column id: EntityId
// @column kind: string
// @column evidence: number
// @column endedAt: DateTime | null
// @column redirectTo: EntityId | null
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind, e.evidence AS evidence, e.endedAt AS endedAt, e.redirectTo AS redirectTo
