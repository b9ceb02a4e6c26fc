// Entities by id with all that their names and claims are made of; the id of a merged one gives its survivor.
// @read
// @param ids: readonly string[]
// @param limit: bigint
// @column asked: string
// @column id: EntityId
// @column kind: string
// @column type: string
// @column evidence: number
// @column since: number
// @column mention: MentionId
// @column role: string
// @column name: string
// @column sortName: string
// @column record: RecordId
// @column recordKey: string
// @column dataset: string
// @column delivery: DeliveryId
// @column attributes: string
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column recordedFrom: number
// @column statedAt: number
// @slot entity: entity-now | entity-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
CALL (e) {
  MATCH (e)<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}}
  {{mention}}
  WITH m, r, s
  ORDER BY m.id
  LIMIT $limit
  RETURN m, r, s
}
MATCH (d:Delivery {id: s.delivery})
RETURN asked, e.id AS id, e.kind AS kind, e.type AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS since, m.id AS mention, s.role AS role, s.name AS name,
       coalesce(s.sortName, s.name) AS sortName, r.id AS record, r.key AS recordKey, s.dataset AS dataset,
       s.delivery AS delivery, s.attributes AS attributes, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.recordedFrom.epochMillis AS recordedFrom,
       d.statedAt.epochMillis AS statedAt
