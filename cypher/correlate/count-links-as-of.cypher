// How many links each of some entities had at a recorded time.
// Types and datasets may be empty, which lets everything through: no index is at stake.
// @read
// @unguarded e: guarded relations lead from it
// @unguarded o: guarded relations lead to it
// @param entities: readonly string[]
// @param types: readonly string[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param recorded: DateTime
// @column entity: EntityId # id
// @column count: number # count
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)-[l:RELATES]-(n:Mention)-[y:REFERS_TO]->(o:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
      AND l.recordedFrom <= $recorded AND l.recordedTo > $recorded
      AND y.recordedFrom <= $recorded AND y.recordedTo > $recorded
      AND o <> e AND l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
        AND (size($datasets) = 0 OR l.dataset IN $datasets)
        AND {{relation(l, m, n)}} AND {{freeAsOf(m)}} AND {{freeAsOf(n)}}
WITH DISTINCT entity, o, startNode(l) = m AS outgoing, l.type AS type, l.dataset AS dataset, l.from AS from, l.to AS to
RETURN entity, count(*) AS count
