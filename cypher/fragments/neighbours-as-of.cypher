// Entities o that one was linked to at a recorded time, from what records said then. Types may be empty, which lets everything through.
// @unguarded e: guarded relations lead from it
// @unguarded o: guarded relations lead to it
// @param since: DateTime
// @param until: DateTime
// @param types: readonly string[]
// @param datasets: readonly string[]
// @param recorded: DateTime
MATCH (e:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)-[l:RELATES]-(n:Mention)-[y:REFERS_TO]->(o:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
      AND l.recordedFrom <= $recorded AND l.recordedTo > $recorded
      AND y.recordedFrom <= $recorded AND y.recordedTo > $recorded
      AND o <> e AND l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
      AND l.dataset IN $datasets AND {{relation(l, m, n)}} AND {{freeAsOf(m)}} AND {{freeAsOf(n)}}
WITH DISTINCT o, startNode(l) = m AS outgoing, l.type AS type, l.dataset AS dataset, l.from AS from, l.to AS to
