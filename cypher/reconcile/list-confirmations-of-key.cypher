// The confirmations in force of a value, with the entities of today that they are about.
// @read
// @system what may be decided is checked before
// @param key: string
// @column id: ConfirmationId
// @column kind: string
// @column by: string
// @column department: string | null
// @column mentions: readonly MentionId[]
// @column entities: readonly EntityId[]
MATCH (c:Confirmation {key: $key})
WHERE c.state = 'LIVE'
RETURN c.id AS id, c.kind AS kind, c.by AS by, c.department AS department,
       COLLECT { MATCH (c)-[:ABOUT]->(n:Mention) RETURN n.id } AS mentions,
       COLLECT { MATCH (c)-[:ABOUT]->(:Mention)-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL RETURN DISTINCT e.id } AS entities
