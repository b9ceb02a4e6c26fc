// Entities e with a mention m that is known by an identifier, key, today.
// @unguarded e: a guarded mention refers to it
// @param since: DateTime
// @param until: DateTime
MATCH (:Identifier {key: key.key})<-[i:IDENTIFIED_BY]-(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL AND {{mention(m)}} AND i.from <= $until AND i.to > $since
