// Records by id as they stand, or stood.
// @read
// @param ids: readonly string[]
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
// @slot record: record-now | record-as-of
UNWIND $ids AS asked
MATCH (r:Record {id: asked})
{{record}}
RETURN r.id AS id, s.dataset AS dataset, s.key AS key, s.delivery AS delivery,
       s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.cell AS cell, s.point.x AS longitude,
       s.point.y AS latitude, s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags
