// Entities whose mentions match some mentions well enough to be one with them.
// @read
// @system identity is decided from everything
// @param mentions: readonly string[]
// @param least: number
// @column entity: EntityId
// @column evidence: number
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})-[x:MATCH]-(:Mention)-[r:REFERS_TO]->(e:Entity)
WHERE x.weight >= $least AND r.endedBy IS NULL
RETURN DISTINCT e.id AS entity, e.evidence AS evidence
