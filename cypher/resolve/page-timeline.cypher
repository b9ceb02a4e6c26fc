// A page of the records that mention each of some entities in order of when they hold, undated ones last.
// @read
// @param entities: readonly string[]
// @param afterTime: number
// @param afterId: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId
// @column at: number
// @column roles: readonly string[]
// @column id: RecordId
// @column dataset: string
// @column key: string
// @column delivery: DeliveryId
// @column statedAt: number
// @column recordedFrom: number
// @column recordedTo: number
// @column validFrom: number
// @column validTo: number
// @column precision: string
// @column cell: string | null
// @column longitude: number | null
// @column latitude: number | null
// @column originalLongitude: string | null
// @column originalLatitude: string | null
// @column coordinateSystem: string | null
// @column pointFlags: readonly string[] | null
// @slot refers: refers-now | refers-as-of
// @slot record: record-now | record-as-of
UNWIND $entities AS entity
CALL (entity) {
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(:Mention)<-[n:MENTIONS]-(r:Record)
  WHERE {{refers}}
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
