// Every relationship, as a backup keeps it.
// @read
// @system a backup holds everything
// @allow DirectedAllRelationshipsScan: a backup reads everything, once
// @column from: string
// @column to: string
// @column type: string
// @column properties: Readonly<Record<string, unknown>>
MATCH (a)-[r]->(b)
RETURN elementId(a) AS from, elementId(b) AS to, type(r) AS type, properties(r) AS properties
