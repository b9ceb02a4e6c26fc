// Entities that some mentions match well enough to be one with them, and those that these match well enough to join. What is too
// large to be taken apart leads no further.
// @read
// @system identity is decided from everything
// @param mentions: readonly string[]
// @param near: number
// @param join: number
// @param most: bigint
// @column entities: readonly EntityId[]
UNWIND $mentions AS mention
MATCH (:Mention {id: mention})-[x:MATCH]-(:Mention)-[r:REFERS_TO]->(e:Entity)
WHERE x.weight >= $near AND r.endedBy IS NULL
WITH DISTINCT e
OPTIONAL MATCH (e)<-[s:REFERS_TO]-(:Mention)-[y:MATCH]-(:Mention)-[t:REFERS_TO]->(other:Entity)
WHERE e.evidence <= $most AND s.endedBy IS NULL AND t.endedBy IS NULL AND y.weight >= $join AND other <> e
WITH e, collect(DISTINCT other.id) AS others
RETURN [e.id] + others AS entities
