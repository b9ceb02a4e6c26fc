// A page of the records of some datasets at some place, in order of their ids.
// @read
// @param datasets: readonly string[]
// @param after: string
// @param since: DateTime
// @param until: DateTime
// @param limit: bigint
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
// @slot seek: by-point-now | by-cell-now | by-point-as-of | by-cell-as-of
{{seek}}
WITH r, s
WHERE r.id > $after AND r.dataset IN $datasets AND s.validFrom <= $until AND s.validTo > $since
WITH r, s
ORDER BY r.id
LIMIT $limit
RETURN r.id AS id, s.dataset AS dataset, s.key AS key, s.delivery AS delivery,
       s.statedAt.epochMillis AS statedAt, s.recordedFrom.epochMillis AS recordedFrom,
       s.recordedTo.epochMillis AS recordedTo, s.validFrom.epochMillis AS validFrom,
       s.validTo.epochMillis AS validTo, s.precision AS precision, s.cell AS cell, s.point.x AS longitude,
       s.point.y AS latitude, s.originalLongitude AS originalLongitude, s.originalLatitude AS originalLatitude,
       s.coordinateSystem AS coordinateSystem, s.pointFlags AS pointFlags
ORDER BY id
