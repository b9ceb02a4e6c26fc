// The entities that some identifiers stand for.
// @read
// @param keys: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column key: string
// @column entities: readonly EntityId[]
// @slot found: found-now | found-as-of
UNWIND $keys AS key
MATCH (:Identifier {key: key})<-[i:IDENTIFIED_BY]-(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{found}} AND i.from <= $until AND i.to > $since
WITH DISTINCT key, e.id AS id
ORDER BY id
RETURN key, collect(id) AS entities
