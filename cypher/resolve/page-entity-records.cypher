// A page of the records that mention each of some entities, in order of their ids.
// @read
// @unguarded Entity: only what is guarded is read of it
// @param entities: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column id: RecordId # id
// @column dataset: string # id
// @column key: string # id
// @column delivery: DeliveryId # id
// @column statedAt: number # existence
// @column recordedFrom: number # existence
// @column recordedTo: number # existence
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @column cell: string | null # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
// @column originalLongitude: string | null # existence
// @column originalLatitude: string | null # existence
// @column coordinateSystem: string | null # existence
// @column pointFlags: readonly string[] | null # existence
// @slot refers: refers-now | refers-as-of
// @slot record: record-now | record-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}} AND {{mention(m)}} AND {{record(r)}} AND r.id > $after
  WITH DISTINCT r
  {{record}}
  WITH r, s
  WHERE s.validFrom <= $until AND s.validTo > $since
  RETURN r, s
  ORDER BY r.id
  LIMIT $limit
}
RETURN entity, r.id AS id, s.dataset AS dataset, s.key AS key, s.delivery AS delivery,
       s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.cell AS cell, s.point.x AS longitude,
       s.point.y AS latitude, s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags
ORDER BY id
