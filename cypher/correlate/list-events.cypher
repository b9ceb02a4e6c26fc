// The newest events of a dataset over a period, no more than so many.
// @read
// @param dataset: string
// @param earliest: DateTime
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column id: RecordId # id
// @column validFrom: number # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
// @slot events: events-now | events-as-of
{{events}}
WHERE s.precision IN ['hour', 'minute', 'second'] AND s.validTo > $since
WITH r, s
ORDER BY s.validFrom DESC, r.id
LIMIT $most
RETURN r.id AS id, s.validFrom.epochMillis AS validFrom, s.point.x AS longitude, s.point.y AS latitude
ORDER BY validFrom DESC, id
