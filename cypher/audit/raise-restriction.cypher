// Notes that a person wants what is held under her identifiers held back from use. Identifiers that nobody bears yet
// are noted too: what is delivered later is held back as well.
// @write
// @param id: string
// @param kind: string
// @param reason: string
// @param by: string
// @param at: DateTime
// @param keys: readonly string[]
CREATE (x:Restriction {id: $id, kind: $kind, state: 'OPEN', reason: $reason, raisedBy: $by, raisedAt: $at})
WITH x
UNWIND $keys AS key
MERGE (i:Identifier {key: key})
ON CREATE SET i.names = [], i.blocked = false
CREATE (x)-[:HOLDS_BACK]->(i)
