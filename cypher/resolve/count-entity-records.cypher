// How many records mention each of some entities.
// @read
// @param entities: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @column entity: EntityId
// @column count: number
// @slot refers: refers-now | refers-as-of
// @slot record: record-now | record-as-of
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
WHERE {{refers}}
WITH DISTINCT entity, r
{{record}}
WITH entity, s
WHERE s.validFrom <= $until AND s.validTo > $since
RETURN entity, count(*) AS count
