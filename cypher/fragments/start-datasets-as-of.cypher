// Entities e that some datasets mentioned at a recorded time.
// @unguarded e: a guarded mention refers to it
// @param datasets: readonly string[]
// @param recorded: DateTime
UNWIND $datasets AS dataset
MATCH (r:Record)
WHERE r.dataset = dataset AND r.id > ''
MATCH (r)-[:MENTIONS]->(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{record(r)}} AND {{mention(m)}} AND x.recordedFrom <= $recorded AND x.recordedTo > $recorded
      AND {{freeAsOf(m)}}
