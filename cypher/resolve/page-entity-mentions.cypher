// A page of the mentions that each of some entities is made of, in order of their ids.
// @read
// @unguarded Entity: only what is guarded is read of it
// @unguarded r: the record of a guarded mention
// @param entities: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column id: MentionId # id
// @column record: RecordId # id
// @column dataset: string # id
// @column role: string # existence
// @column itemKey: string # existence
// @column kind: string # existence
// @column type: string # existence
// @column name: string | null # name
// @column attributes: string | null # value
// @column recordKey: string # existence
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column recordedFrom: number # existence
// @column recordedTo: number # existence
// @column inScope: boolean # scope
// @slot attributes: attributes-none | attributes-read
// @slot refers: refers-now | refers-as-of
// @slot mention: mention-now | mention-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)
  WHERE {{refers}} AND m.id > $after AND {{mention(m)}}
  {{mention}}
  WITH m, s
  WHERE s.validFrom <= $until AND s.validTo > $since
  RETURN m, s
  ORDER BY m.id
  LIMIT $limit
}
MATCH (r:Record)-[:MENTIONS]->(m)
RETURN entity, r.key AS recordKey, m.id AS id, s.record AS record, s.dataset AS dataset, s.role AS role, s.itemKey AS itemKey,
       s.kind AS kind, s.type AS type, CASE WHEN {{name(s)}} THEN s.name END AS name, {{inScope(m)}} AS inScope, {{attributes}} AS attributes,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo
ORDER BY id
