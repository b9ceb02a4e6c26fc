// Entities e that some datasets mention.
// @unguarded e: a guarded mention refers to it
// @param datasets: readonly string[]
UNWIND $datasets AS dataset
MATCH (r:Record)
WHERE r.dataset = dataset AND r.id > ''
MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{record(r)}} AND {{mention(m)}} AND x.endedBy IS NULL
