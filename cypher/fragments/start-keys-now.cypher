// Entities e with a mention that has some values.
// @param since: DateTime
// @param until: DateTime
// @param keysQuery: string
CALL db.index.fulltext.queryNodes('mention_keys', $keysQuery) YIELD node AS m
MATCH (m)-[x:REFERS_TO]->(e:Entity)
WHERE x.endedBy IS NULL AND m.validFrom <= $until AND m.validTo > $since
