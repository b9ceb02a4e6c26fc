// A page of all entities that ever were, in order of their ids, with what became of each.
// @read
// @system identity is rebuilt from everything; only ids leave
// @param after: string
// @param limit: bigint
// @column id: EntityId
// @column evidence: number
// @column stands: boolean
// @column redirectTo: EntityId | null
MATCH (e:Entity)
WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $limit
RETURN e.id AS id, e.evidence AS evidence, e.endedAt IS NULL AS stands, e.redirectTo AS redirectTo
ORDER BY id
