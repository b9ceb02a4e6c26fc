// The entities of today whose names were found wrong, with the keys of those names and the sources that they were found wrong in.
// @read
// @system what was found wrong is wrong for everybody; no value and no id of it reaches a caller
// @param limit: bigint
// @column entity: EntityId
// @column id: KnownProblemId
// @column key: string
// @column dataset: string | null
// @column department: string | null
MATCH (k:KnownProblem)
WHERE k.state = 'LIVE' AND k.scope = 'ENTITY' AND k.isName
MATCH (k)-[a:ABOUT]->(:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
      AND (a.states OR NOT EXISTS { MATCH (k)-[b:ABOUT]->(:Mention)-[y:REFERS_TO]->(:Entity) WHERE b.states AND y.endedBy IS NULL })
RETURN DISTINCT e.id AS entity, k.id AS id, k.key AS key, k.dataset AS dataset, k.department AS department
LIMIT $limit
