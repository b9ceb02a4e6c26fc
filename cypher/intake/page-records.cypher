// A page of the records of some datasets in order of their ids.
// @read
// @param datasets: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
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
// @slot standingRecord: standing-record-now | record-as-of
// @slot place: record-place-any | record-place-near | record-place-cell
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (r:Record)
  WHERE r.dataset = dataset AND r.id > $after
  {{standingRecord}}
  WITH r, s
  WHERE s.validFrom <= $until AND s.validTo > $since AND {{place}}
  RETURN r, s
  ORDER BY r.dataset, r.id
  LIMIT $limit
}
WITH r, s ORDER BY r.id LIMIT $limit
RETURN r.id AS id, s.dataset AS dataset, s.key AS key, s.delivery AS delivery,
       s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.cell AS cell, s.point.x AS longitude,
       s.point.y AS latitude, s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags
ORDER BY id
