// Entities that both of two entities are linked to, at most a hundred.
// @read
// @param one: string
// @param other: string
// @param limit: bigint
// @column id: EntityId # id
MATCH (e:Entity {id: $one})-[l:LINK]-(n:Entity)-[k:LINK]-(o:Entity {id: $other})
WHERE e <> n AND o <> n AND {{link(l, e, n)}} AND {{link(k, n, o)}} AND {{entity(n)}}
RETURN DISTINCT n.id AS id
ORDER BY id
LIMIT $limit
