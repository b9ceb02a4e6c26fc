// A page of the links of each of some entities as they stand, in order of type and key, with the entity at the far end.
// Types and datasets may be empty, which lets everything through: no index is at stake.
// @read
// @param entities: readonly string[]
// @param afterType: string
// @param afterKey: string
// @param types: readonly string[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column outgoing: boolean # existence
// @column key: string # id
// @column type: string # existence
// @column dataset: string # id
// @column validFrom: number # existence
// @column validTo: number # existence
// @column support: number # count
// @column id: EntityId # id
// @column kind: string # existence
// @column entityType: string # existence
// @column evidence: number # count
// @column recordedFrom: number # existence
// @column names: readonly (readonly [string, string, string, string, number, number])[] | null # name
// @slot names: names-none | names-now
UNWIND $entities AS entity
CALL (entity) {
  MATCH (e:Entity {id: entity})-[l:LINK]-(o:Entity)
  WHERE l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
        AND (size($datasets) = 0 OR l.dataset IN $datasets)
        AND l.type >= $afterType AND CASE WHEN l.type = $afterType THEN l.key > $afterKey ELSE true END
        AND {{link(l, e, o)}} AND {{entity(o)}}
  RETURN l, o, startNode(l) = e AS outgoing, {{support(l, e, o)}} AS support
  ORDER BY l.type, l.key
  LIMIT $limit
}
WITH entity, l, outgoing, support, o AS e
RETURN entity, outgoing, l.key AS key, l.type AS type, l.dataset AS dataset, l.from.epochMillis AS validFrom,
       l.to.epochMillis AS validTo, support, e.id AS id, e.kind AS kind, e.type AS entityType,
       {{evidence(e)}} AS evidence, e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
ORDER BY type, key
