// Keeps that somebody confirmed a value, with the mentions that state it.
// @write
// @allow Eager: what it leads to is looked for after it is made; one entity's mentions
// @param properties: Properties
// @param mentions: readonly string[]
CREATE (c:Confirmation)
SET c = $properties
WITH c
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention})
CREATE (c)-[:ABOUT]->(m)
