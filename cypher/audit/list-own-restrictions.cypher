// The restrictions on some identifiers.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param keys: readonly string[]
// @column id: string
// @column kind: string
// @column state: string
// @column reason: string
// @column raisedAt: number
// @column decidedAt: number | null
// @column decision: string | null
// @column mentions: readonly MentionId[]
UNWIND $keys AS key
MATCH (:Identifier {key: key})<-[:HOLDS_BACK]-(x:Restriction)
WITH DISTINCT x
RETURN x.id AS id, x.kind AS kind, x.state AS state, x.reason AS reason, x.raisedAt.epochMillis AS raisedAt,
       x.decidedAt.epochMillis AS decidedAt, x.decision AS decision,
       COLLECT { MATCH (x)-[:HOLDS_BACK]->(:Identifier)<-[:IDENTIFIED_BY]-(m:Mention) RETURN DISTINCT m.id LIMIT 100 } AS mentions
ORDER BY raisedAt DESC, id
