// Entities by id with what their names are chosen from; the id of a merged one gives its survivor.
// @read
// @param ids: readonly string[]
// @column asked: string
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column recordedFrom: number
// @column names: readonly NameRow[]
// @slot entity: entity-now | entity-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
RETURN asked, e.id AS id, e.kind AS kind, e.type AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS recordedFrom,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE {{refers}}
         {{mention}}
         WITH m, s WHERE s.name <> ''
         WITH m, s ORDER BY m.id LIMIT 200
         MATCH (d:Delivery {id: s.delivery})
         RETURN [s.name, coalesce(s.sortName, s.name), s.dataset, s.role, d.statedAt.epochMillis]
       } AS names
