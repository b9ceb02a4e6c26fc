// The known problems with some keys, whatever became of them, with the entities of today that those in force go with.
// @read
// @system what may be decided is checked before
// @param keys: readonly string[]
// @column id: KnownProblemId
// @column key: string
// @column scope: string
// @column state: string
// @column dataset: string | null
// @column department: string | null
// @column sources: readonly string[]
// @column validFrom: DateTime | null
// @column validTo: DateTime | null
// @column entities: readonly EntityId[]
UNWIND $keys AS key
MATCH (k:KnownProblem {key: key})
RETURN k.id AS id, key, k.scope AS scope, k.state AS state, k.dataset AS dataset, k.department AS department, k.sources AS sources,
       k.validFrom AS validFrom, k.validTo AS validTo,
       COLLECT {
         MATCH (k)-[a:ABOUT]->(:Mention)-[x:REFERS_TO]->(e:Entity)
         WHERE x.endedBy IS NULL AND k.scope = 'ENTITY'
               AND (a.states OR NOT EXISTS { MATCH (k)-[b:ABOUT]->(:Mention)-[y:REFERS_TO]->(:Entity) WHERE b.states AND y.endedBy IS NULL })
         RETURN DISTINCT e.id
       } AS entities
