// Entities e with a mention that has some values.
// @unguarded e: a guarded mention refers to it
// @param since: DateTime
// @param until: DateTime
// @param keysQuery: string
// @param valueGroups: readonly (readonly string[])[]
CALL db.index.fulltext.queryNodes('mention_keys', $keysQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL AND m.validFrom <= $until AND m.validTo > $since
      AND {{mention(m)}} AND all(values IN $valueGroups WHERE any(value IN values WHERE {{value(m, value)}}))
