// A page of all mentions, in order of their ids, with the entities that each refers to today.
// @read
// @system identity is rebuilt from everything; only ids leave
// @param after: string
// @param limit: bigint
// @column id: MentionId
// @column stands: boolean
// @column entities: readonly EntityId[]
MATCH (m:Mention)
WHERE m.id > $after
WITH m ORDER BY m.id LIMIT $limit
RETURN m.id AS id, m.endedBy IS NULL AS stands,
       COLLECT { MATCH (m)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN e.id } AS entities
ORDER BY id
