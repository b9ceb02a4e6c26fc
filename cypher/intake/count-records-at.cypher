// How many standing records of some datasets there are at some place.
// @read
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param most: bigint
// @column count: number # count
// @slot seek: by-point | by-cell
MATCH (r:Record)
{{seek}}
      AND r.endedBy IS NULL AND r.dataset IN $datasets AND {{record(r)}} AND r.validFrom <= $until AND r.validTo > $since
WITH r LIMIT $most
RETURN count(r) AS count
