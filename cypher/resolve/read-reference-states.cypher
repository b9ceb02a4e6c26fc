// Some mentions, as far as they are there, with the entities that each refers to today.
// @read
// @system identity is rebuilt from everything; only ids leave
// @param ids: readonly string[]
// @column id: MentionId
// @column entities: readonly EntityId[]
UNWIND $ids AS id
MATCH (m:Mention {id: id})
RETURN m.id AS id,
       COLLECT { MATCH (m)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN e.id } AS entities
