// What the names of some entities are chosen from.
// @read
// @param ids: readonly string[]
// @column id: EntityId
// @column names: readonly NameRow[]
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN id,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE {{refers}}
         {{mention}}
         WITH m, s WHERE s.name <> ''
         WITH m, s ORDER BY m.id LIMIT 200
         MATCH (d:Delivery {id: s.delivery})
         RETURN [s.name, coalesce(s.sortName, s.name), s.dataset, s.role, d.statedAt.epochMillis]
       } AS names
