// The mentions that some entities are made of today, so many of each, as far as all that matching looks at may be seen of them.
// @read
// @unguarded e: a guarded mention refers to it
// @param entities: readonly string[]
// @param most: bigint
// @column id: MentionId # id
// @column record: RecordId # id
// @column dataset: string # id
// @column role: string # existence
// @column kind: string # existence
// @column type: string # existence
// @column namesake: boolean # value
// @column attributes: string # value
// @column validFrom: number # existence
// @column validTo: number # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
// @column entity: EntityId | null # id
UNWIND $entities AS entity
CALL (entity) {
  MATCH (e:Entity {id: entity})<-[r:REFERS_TO]-(m:Mention)
  WHERE r.endedBy IS NULL AND {{compared(m)}}
  RETURN e, m
  ORDER BY m.id
  LIMIT $most
}
RETURN m.id AS id, m.record AS record, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.type AS type, m.namesake IS NOT NULL AS namesake,
       m.attributes AS attributes, m.validFrom.epochMillis AS validFrom, m.validTo.epochMillis AS validTo,
       m.point.x AS longitude, m.point.y AS latitude, e.id AS entity
ORDER BY id
