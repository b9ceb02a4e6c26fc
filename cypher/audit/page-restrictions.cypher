// A page of restrictions in some states, in order of their ids.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param states: readonly string[]
// @param after: string
// @param limit: bigint
// @column id: string
// @column kind: string
// @column state: string
// @column reason: string
// @column raisedAt: number
// @column decidedAt: number | null
// @column decision: string | null
// @column mentions: readonly MentionId[]
UNWIND $states AS state
MATCH (x:Restriction)
WHERE x.state = state AND x.id > $after
WITH x
ORDER BY x.id
LIMIT $limit
RETURN x.id AS id, x.kind AS kind, x.state AS state, x.reason AS reason, x.raisedAt.epochMillis AS raisedAt,
       x.decidedAt.epochMillis AS decidedAt, x.decision AS decision,
       COLLECT { MATCH (x)-[:HOLDS_BACK]->(:Identifier)<-[:IDENTIFIED_BY]-(m:Mention) RETURN DISTINCT m.id LIMIT 100 } AS mentions
ORDER BY id
