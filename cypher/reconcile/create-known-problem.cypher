// Keeps what was found wrong about a value, with the mentions that it goes with.
// @write
// @allow Eager: what it leads to is looked for after it is made; one entity's mentions
// @param properties: Properties
// @param mentions: readonly { readonly id: string; readonly states: boolean }[]
CREATE (k:KnownProblem)
SET k = $properties
WITH k
UNWIND $mentions AS mention
MATCH (m:Mention {id: mention.id})
CREATE (k)-[:ABOUT {states: mention.states}]->(m)
