// Entities e with some values that were linked, at a recorded time, to one with a mention that had some values and has them still.
// @param since: DateTime
// @param until: DateTime
// @param linkedQuery: string
// @param linkedKinds: readonly string[]
// @param linkTypes: readonly string[]
// @param recorded: DateTime
// @param valueGroups: readonly (readonly string[])[]
CALL db.index.fulltext.queryNodes('mention_keys', $linkedQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(o:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND m.recordedFrom <= $recorded
      AND m.recordedTo > $recorded AND o.kind IN $linkedKinds AND m.validFrom <= $until AND m.validTo > $since
WITH DISTINCT o
MATCH (o)<-[y:REFERS_TO]-(:Mention)-[l:RELATES]-(:Mention)-[z:REFERS_TO]->(e:Entity)
WHERE y.recordedFrom <= $recorded AND y.recordedTo > $recorded AND l.recordedFrom <= $recorded
      AND l.recordedTo > $recorded AND z.recordedFrom <= $recorded AND z.recordedTo > $recorded AND e <> o
      AND l.from <= $until AND l.to > $since AND (size($linkTypes) = 0 OR l.type IN $linkTypes)
WITH DISTINCT e
MATCH (e)<-[v:REFERS_TO]-(f:Mention)
WHERE v.recordedFrom <= $recorded AND v.recordedTo > $recorded AND f.recordedFrom <= $recorded
      AND f.recordedTo > $recorded AND f.validFrom <= $until AND f.validTo > $since
      AND all(values IN $valueGroups WHERE any(value IN values WHERE value IN f.keysPublic OR value IN f.keysInternal
                                               OR value IN f.keysPersonal OR value IN f.keysSensitive))
