// The entity that each of some mentions refers to today.
// @read
// @system identity is decided from everything
// @param mentions: readonly string[]
// @column mention: MentionId
// @column entity: EntityId
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})-[r:REFERS_TO]->(e:Entity)
WHERE r.endedBy IS NULL
RETURN m.id AS mention, e.id AS entity
