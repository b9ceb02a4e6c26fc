// Entities e with a mention that had some values at a recorded time and has them still.
// @unguarded e: a guarded mention refers to it
// @param since: DateTime
// @param until: DateTime
// @param keysQuery: string
// @param valueGroups: readonly (readonly string[])[]
// @param recorded: DateTime
CALL db.index.fulltext.queryNodes('mention_keys', $keysQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.recordedFrom <= $recorded AND x.recordedTo > $recorded AND m.recordedFrom <= $recorded
      AND m.recordedTo > $recorded AND m.validFrom <= $until AND m.validTo > $since
      AND {{mention(m)}} AND all(values IN $valueGroups WHERE any(value IN values WHERE {{value(m, value)}}))
