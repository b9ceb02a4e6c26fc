// The newest records of a dataset over a period, no more than so many.
// @read
// @param dataset: string
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column id: RecordId # id
// @column validFrom: number # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > '' AND r.endedBy IS NULL AND r.precision <> '' AND r.validFrom <= $until AND r.validTo > $since
      AND {{record(r)}}
WITH r
ORDER BY r.validFrom DESC, r.id
LIMIT $most
RETURN r.id AS id, r.validFrom.epochMillis AS validFrom, r.point.x AS longitude, r.point.y AS latitude
ORDER BY validFrom DESC, id
