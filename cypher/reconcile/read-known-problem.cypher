// A known problem, for what decides about it.
// @read
// @system what may be decided is checked before
// @param id: string
// @column id: KnownProblemId
// @column scope: string
// @column state: string
// @column key: string
// @column kind: string
// @column attribute: string
// @column mentions: readonly string[]
// @column point: Point | null
// @column decidedAt: DateTime | null
// @column stating: readonly MentionId[]
MATCH (k:KnownProblem {id: $id})
RETURN k.id AS id, k.scope AS scope, k.state AS state, k.key AS key, k.kind AS kind, k.attribute AS attribute, k.point AS point,
       coalesce(k.endedAt, k.liveAt) AS decidedAt,
       COLLECT { MATCH (k)-[:ABOUT]->(m:Mention) RETURN m.attributes } AS mentions,
       COLLECT { MATCH (k)-[a:ABOUT|RETURNED]->(m:Mention) WHERE m.endedBy IS NULL AND coalesce(a.states, true) RETURN DISTINCT m.id } AS stating
