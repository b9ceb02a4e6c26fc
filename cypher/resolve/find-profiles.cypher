// Entities by id with all that their names and claims are made of; the id of a merged one gives its survivor.
// @read
// @unguarded a: what it leads to is guarded in the slot entity
// @unguarded r: the record of a guarded mention
// @unguarded d: the delivery of a guarded mention
// @param ids: readonly string[]
// @param limit: bigint
// @column asked: string # id
// @column id: EntityId # id
// @column kind: string # existence
// @column type: string # existence
// @column evidence: number # count
// @column since: number # existence
// @column mention: MentionId # id
// @column role: string # existence
// @column name: string | null # name
// @column sortName: string | null # name
// @column inScope: boolean # scope
// @column record: RecordId # id
// @column recordKey: string # existence
// @column dataset: string # id
// @column delivery: DeliveryId # id
// @column attributes: string # value
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column recordedFrom: number # existence
// @column statedAt: number # existence
// @slot type: type-now | type-as-of
// @slot entity: entity-now | entity-as-of
// @slot evidence: evidence-now | evidence-as-of
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $ids AS asked
MATCH (a:Entity {id: asked})
{{entity}}
CALL (e) {
  MATCH (e)<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}} AND {{mention(m)}}
  {{mention}}
  WITH m, r, s
  ORDER BY m.id
  LIMIT $limit
  RETURN m, r, s
}
MATCH (d:Delivery {id: s.delivery})
RETURN asked, e.id AS id, e.kind AS kind, {{type}} AS type, {{evidence}} AS evidence,
       e.recordedFrom.epochMillis AS since, m.id AS mention, s.role AS role, CASE WHEN {{name(s)}} THEN s.name END AS name,
       CASE WHEN {{name(s)}} THEN coalesce(s.sortName, s.name) END AS sortName, {{inScope(m)}} AS inScope, r.id AS record, r.key AS recordKey, s.dataset AS dataset,
       s.delivery AS delivery, s.attributes AS attributes, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.recordedFrom.epochMillis AS recordedFrom,
       d.statedAt.epochMillis AS statedAt
