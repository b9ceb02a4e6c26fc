// Entities e with some values that were linked, at a recorded time, to one with a mention that had some values and has them still.
// @unguarded e: a guarded relation leads to it
// @unguarded o: a guarded mention refers to it
// @param since: DateTime
// @param until: DateTime
// @param linkedQuery: string
// @param linkedGroups: readonly (readonly string[])[]
// @param linkedKinds: readonly string[]
// @param linkTypes: readonly string[]
// @param recorded: DateTime
// @param valueGroups: readonly (readonly string[])[]
CALL db.index.fulltext.queryNodes('mention_keys', $linkedQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(o:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND m.recordedFrom <= $recorded
      AND m.recordedTo > $recorded AND o.kind IN $linkedKinds AND m.validFrom <= $until AND m.validTo > $since
      AND {{mention(m)}} AND all(values IN $linkedGroups WHERE any(value IN values WHERE {{value(m, value)}}))
WITH DISTINCT o
MATCH (o)<-[y:REFERS_TO]-(c:Mention)-[l:RELATES]-(d:Mention)-[z:REFERS_TO]->(e:Entity)
WHERE y.recordedFrom <= $recorded AND y.recordedTo > $recorded AND l.recordedFrom <= $recorded
      AND l.recordedTo > $recorded AND z.recordedFrom <= $recorded AND z.recordedTo > $recorded AND e <> o
      AND l.from <= $until AND l.to > $since AND (size($linkTypes) = 0 OR l.type IN $linkTypes)
      AND {{relation(l, c, d)}} AND {{freeAsOf(c)}} AND {{freeAsOf(d)}}
WITH DISTINCT e
MATCH (e)<-[v:REFERS_TO]-(f:Mention)
WHERE v.recordedFrom <= $recorded AND v.recordedTo > $recorded AND f.recordedFrom <= $recorded
      AND f.recordedTo > $recorded AND f.validFrom <= $until AND f.validTo > $since
      AND {{mention(f)}} AND all(values IN $valueGroups WHERE any(value IN values WHERE {{value(f, value)}}))
