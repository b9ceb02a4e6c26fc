// The entities that some identifiers stand for.
// @read
// @unguarded e: a guarded mention refers to it
// @param keys: readonly { readonly key: string; readonly datasets: readonly string[]; readonly scoped: boolean }[]
// @param since: DateTime
// @param until: DateTime
// @column key: string # id
// @column entities: readonly EntityId[] # id
// @slot found: found-now | found-as-of
UNWIND $keys AS key
MATCH (:Identifier {key: key.key})<-[i:IDENTIFIED_BY]-(m:Mention)-[x:REFERS_TO]->(e:Entity)
WHERE {{found}} AND m.dataset IN key.datasets AND (NOT key.scoped OR {{scopeOf(m)}}) AND i.from <= $until AND i.to > $since
WITH DISTINCT key.key AS key, e.id AS id
ORDER BY id
RETURN key, collect(id) AS entities
