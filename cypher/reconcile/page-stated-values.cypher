// A page of the mentions that stand today, in order of their ids, with what they state and the entity that they refer to.
// @read
// @system values are counted over everything; only counts and ids leave
// @param after: string
// @param limit: bigint
// @column id: MentionId
// @column dataset: string
// @column attributes: string
// @column entity: EntityId | null
MATCH (m:Mention)
WHERE m.id > $after AND m.endedBy IS NULL
WITH m ORDER BY m.id LIMIT $limit
OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
RETURN m.id AS id, m.dataset AS dataset, m.attributes AS attributes, e.id AS entity
ORDER BY id
