// The records of some datasets within a period and a place: what a matter without subjects reaches.
// @read
// @system the scope of a matter is what the guards are given
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param place: Point | null
// @param radius: number
// @param limit: bigint
// @column id: RecordId
UNWIND $datasets AS dataset
MATCH (r:Record)
WHERE r.dataset = dataset AND r.id > '' AND r.validFrom <= $until AND r.validTo > $since
      AND ($place IS NULL OR coalesce(point.distance(r.point, $place) <= $radius, false))
WITH r.id AS id LIMIT $limit
RETURN id
