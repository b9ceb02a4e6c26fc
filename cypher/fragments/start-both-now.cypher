// Entities e with some values linked to one with a mention that has some values. No index is at stake for the types.
// @unguarded o: a guarded mention refers to it
// @param since: DateTime
// @param until: DateTime
// @param linkedQuery: string
// @param linkedGroups: readonly (readonly string[])[]
// @param linkedKinds: readonly string[]
// @param linkTypes: readonly string[]
// @param valueGroups: readonly (readonly string[])[]
CALL db.index.fulltext.queryNodes('mention_keys', $linkedQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(o:Entity)
WHERE x.endedBy IS NULL AND o.kind IN $linkedKinds AND m.validFrom <= $until AND m.validTo > $since
      AND {{mention(m)}} AND all(values IN $linkedGroups WHERE any(value IN values WHERE {{value(m, value)}}))
WITH DISTINCT o
MATCH (o)-[l:LINK]-(e:Entity)
WHERE l.from <= $until AND l.to > $since AND (size($linkTypes) = 0 OR l.type IN $linkTypes)
      AND {{link(l, o, e)}}
WITH DISTINCT e
MATCH (e)<-[v:REFERS_TO]-(f:Mention)
WHERE v.endedBy IS NULL AND f.validFrom <= $until AND f.validTo > $since
      AND {{mention(f)}} AND all(values IN $valueGroups WHERE any(value IN values WHERE {{value(f, value)}}))
