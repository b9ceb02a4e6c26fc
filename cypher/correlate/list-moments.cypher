// The newest moments at which an entity was somewhere, no more than so many, from records that mention it.
// @read
// @param since: DateTime
// @param until: DateTime
// @param datasets: readonly string[]
// @param most: bigint
// @column id: RecordId # id
// @column dataset: string # id
// @column longitude: number # existence
// @column latitude: number # existence
// @column validFrom: number # existence
// @column validTo: number # existence
// @column precision: string # existence
// @slot find: found-by-entity-now | found-by-entity-as-of
{{find}}
WITH r, s
WHERE s.momentCell IS NOT NULL AND s.validFrom <= $until AND s.validTo > $since AND s.dataset IN $datasets
WITH r, s
ORDER BY s.validFrom DESC, r.id
LIMIT $most
RETURN r.id AS id, s.dataset AS dataset, s.point.x AS longitude, s.point.y AS latitude,
       s.validFrom.epochMillis AS validFrom, s.validTo.epochMillis AS validTo, s.precision AS precision
