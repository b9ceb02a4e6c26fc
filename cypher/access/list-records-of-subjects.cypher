// The records of some datasets that mention some entities today, within a period and a place: what a matter reaches.
// @read
// @system the scope of a matter is what the guards are given
// @param subjects: readonly string[]
// @param datasets: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param place: Point | null
// @param radius: number
// @param limit: bigint
// @column id: RecordId
UNWIND $subjects AS subject
MATCH (:Entity {id: subject})<-[x:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
WHERE x.endedBy IS NULL AND r.dataset IN $datasets AND r.validFrom <= $until AND r.validTo > $since
      AND ($place IS NULL OR coalesce(point.distance(r.point, $place) <= $radius, false))
WITH DISTINCT r.id AS id LIMIT $limit
RETURN id
