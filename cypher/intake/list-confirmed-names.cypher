// The entities of today whose names were confirmed, with the keys of those names and what the mentions state now that they were confirmed of.
// @read
// @system what was confirmed is preferred for everybody who may see it; no value and no id of it reaches a caller
// @param limit: bigint
// @column entity: EntityId
// @column key: string
// @column attributes: string
MATCH (c:Confirmation)
WHERE c.state = 'LIVE' AND c.isName
MATCH (c)-[:ABOUT]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL AND m.endedBy IS NULL
RETURN e.id AS entity, c.key AS key, m.attributes AS attributes
LIMIT $limit
