// What people decided about values that the mentions of some records state or stated.
// @read
// @system what is kept too long is erased for the product
// @param ids: readonly string[]
// @column id: string
UNWIND $ids AS id
MATCH (:Record {id: id})-[:MENTIONS]->(:Mention)-[:ABOUT|RETURNED]-(d:KnownProblem|Confirmation)
WHERE d:Confirmation OR d.scope = 'ENTITY'
RETURN DISTINCT d.id AS id
