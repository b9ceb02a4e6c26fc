// A page of the records that mention each of some entities, in order of their ids.
// @read
// @param entities: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
// @column entity: EntityId
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
  MATCH (:Entity {id: entity})<-[x:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
  WHERE {{refers}} AND r.id > $after
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
