// How many records of some datasets there are at some place.
// @read
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column count: number # count
// @slot seek: by-point-now | by-cell-now | by-point-as-of | by-cell-as-of
{{seek}}
WITH r, s
WHERE r.dataset IN $datasets AND s.validFrom <= $until AND s.validTo > $since
WITH r LIMIT $most
RETURN count(r) AS count
