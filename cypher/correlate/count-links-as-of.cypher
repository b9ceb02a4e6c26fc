// How many links each of some entities had at a recorded time.
// @read
// @param entities: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param recorded: DateTime
// @column entity: EntityId
// @column count: number
// @slot types: link-types-any | link-types-in
// @slot datasets: link-datasets-any | link-datasets-in
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)-[l:RELATES]-(n:Mention)-[y:REFERS_TO]->(o:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded
      AND l.recordedFrom <= $recorded AND l.recordedTo > $recorded
      AND y.recordedFrom <= $recorded AND y.recordedTo > $recorded
      AND o <> e AND l.from <= $until AND l.to > $since AND {{types}} AND {{datasets}}
WITH DISTINCT entity, o, startNode(l) = m AS outgoing, l.type AS type, l.dataset AS dataset, l.from AS from, l.to AS to
RETURN entity, count(*) AS count
