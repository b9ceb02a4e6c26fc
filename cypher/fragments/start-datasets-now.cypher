// Entities e that some datasets mention.
// @param datasets: readonly string[]
UNWIND $datasets AS dataset
MATCH (r:Record)
WHERE r.dataset = dataset AND r.id > ''
MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL
