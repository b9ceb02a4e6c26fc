// How many records mention each of some entities.
// @read
// @unguarded Entity: only what is guarded is counted
// @param entities: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column entity: EntityId # id
// @column count: number # count
// @slot refers: refers-now | refers-as-of
// @slot record: record-now | record-as-of
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
WHERE {{refers}} AND {{mention(m)}} AND {{record(r)}}
WITH DISTINCT entity, r
{{record}}
WITH entity, s
WHERE s.validFrom <= $until AND s.validTo > $since
RETURN entity, count(*) AS count
