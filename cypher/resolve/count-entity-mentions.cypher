// How many mentions each of some entities is made of.
// @read
// @unguarded Entity: only what is guarded is counted
// @param entities: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column entity: EntityId # id
// @column count: number # count
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
WHERE {{refers}} AND {{mention(m)}}
{{mention}}
WITH entity, s
WHERE s.validFrom <= $until AND s.validTo > $since
RETURN entity, count(*) AS count
