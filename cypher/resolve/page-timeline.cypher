// A page of the records that mention each of some entities in order of when they hold, undated ones last.
// @read
// @unguarded Entity: only what is guarded is read of it
// @param entities: readonly string[]
// @param afterTime: number
// @param afterId: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId # id
// @column at: number # existence
// @column roles: readonly string[] # existence
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
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(m:Mention)<-[n:MENTIONS]-(r:Record)
  WHERE {{refers}} AND {{mention(m)}} AND {{record(r)}}
  WITH r, collect(DISTINCT n.role) AS roles
  {{record}}
  WITH r, s, roles
  WHERE s.validFrom <= $until AND s.validTo > $since
  WITH r, s, roles, CASE WHEN s.precision = '' THEN s.validTo.epochMillis ELSE s.validFrom.epochMillis END AS at
  WHERE at > $afterTime OR (at = $afterTime AND r.id > $afterId)
  RETURN r, s, roles, at
  ORDER BY at, r.id
  LIMIT $limit
}
RETURN entity, at, roles, r.id AS id, s.dataset AS dataset, s.key AS key, s.delivery AS delivery,
       s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.cell AS cell, s.point.x AS longitude,
       s.point.y AS latitude, s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags
ORDER BY at, id
