// Decides a restriction that waits; gives no row when there is none that does.
// @write
// @param id: string
// @param state: string
// @param by: string
// @param at: DateTime
// @param words: string
// @column keys: readonly string[]
MATCH (x:Restriction {id: $id})
WHERE x.state = 'OPEN'
SET x.state = $state, x.decidedBy = $by, x.decidedAt = $at, x.decision = $words
RETURN COLLECT { MATCH (x)-[:HOLDS_BACK]->(i:Identifier) RETURN i.key } AS keys
