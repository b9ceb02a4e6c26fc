// The entities that some identifiers stand for.
// @read
// @param keys: readonly { readonly key: string; readonly datasets: readonly string[]; readonly scoped: boolean }[]
// @column key: string # id
// @column entities: readonly EntityId[] # id
// @slot identified: identified-now | identified-as-of
UNWIND $keys AS key
{{identified}}
WITH key, m, e
WHERE m.dataset IN key.datasets AND (NOT key.scoped OR {{scopeOf(m)}})
WITH DISTINCT key.key AS key, e.id AS id
ORDER BY id
RETURN key, collect(id) AS entities
