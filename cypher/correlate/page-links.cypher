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
// @column entity: EntityId
// @column outgoing: boolean
// @column key: string
// @column type: string
// @column dataset: string
// @column validFrom: number
// @column validTo: number
// @column support: number
// @column id: EntityId
// @column kind: string
// @column entityType: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly (readonly [string, string, string, string, number])[] | null
// @slot names: names-none | names-now
UNWIND $entities AS entity
CALL (entity) {
  MATCH (e:Entity {id: entity})-[l:LINK]-(o:Entity)
  WHERE l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
        AND (size($datasets) = 0 OR l.dataset IN $datasets)
        AND (l.type > $afterType OR (l.type = $afterType AND l.key > $afterKey))
  RETURN l, o, startNode(l) = e AS outgoing
  ORDER BY l.type, l.key
  LIMIT $limit
}
WITH entity, l, outgoing, o AS e
RETURN entity, outgoing, l.key AS key, l.type AS type, l.dataset AS dataset, l.from.epochMillis AS validFrom,
       l.to.epochMillis AS validTo, l.support AS support, e.id AS id, e.kind AS kind, e.type AS entityType,
       e.evidence AS evidence, e.recordedFrom.epochMillis AS recordedFrom, {{names}} AS names
ORDER BY type, key
