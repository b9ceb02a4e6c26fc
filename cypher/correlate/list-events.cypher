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
// @slot record: standing-record-now | record-as-of
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > '' AND {{record(r)}}
{{record}}
WITH r, s
WHERE s.precision <> '' AND s.validFrom <= $until AND s.validTo > $since
WITH r, s
ORDER BY s.validFrom DESC, r.id
LIMIT $most
RETURN r.id AS id, s.validFrom.epochMillis AS validFrom, s.point.x AS longitude, s.point.y AS latitude
ORDER BY validFrom DESC, id
