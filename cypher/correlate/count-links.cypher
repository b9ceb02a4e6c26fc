// How many links each of some entities has.
// Types and datasets may be empty, which lets everything through: no index is at stake.
// @read
// @param entities: readonly string[]
// @param types: readonly string[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column entity: EntityId # id
// @column count: number # count
UNWIND $entities AS entity
MATCH (e:Entity {id: entity})-[l:LINK]-(o:Entity)
WHERE l.from <= $until AND l.to > $since AND (size($types) = 0 OR l.type IN $types)
        AND (size($datasets) = 0 OR l.dataset IN $datasets)
      AND {{link(l, e, o)}} AND {{entity(o)}}
RETURN entity, count(*) AS count
