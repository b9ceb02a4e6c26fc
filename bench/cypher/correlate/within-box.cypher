// The first fifty records in a box over a period, in order of time, with whom they mention, and how many there are.
CALL () {
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.momentCell = cell AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  RETURN r
  UNION ALL
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.spanCell = cell AND r.validTo > $since
  RETURN r
}
WITH r
WHERE r.endedBy IS NULL AND r.validFrom <= $until AND r.validTo > $since AND point.withinBBox(r.point, $lowerLeft, $upperRight)
WITH collect(r) AS rows
UNWIND rows AS r
WITH size(rows) AS found, r, CASE WHEN r.precision = '' THEN r.validTo.epochMillis ELSE r.validFrom.epochMillis END AS at
ORDER BY at, r.id
LIMIT 50
RETURN found, r.id AS id, r.dataset AS dataset, r.validFrom.epochMillis AS validFrom, r.validTo.epochMillis AS validTo,
       r.precision AS precision, point.distance(r.point, $center) AS distance, true AS sure,
       COLLECT {
         MATCH (r)-[:MENTIONS]->(:Mention)-[x:REFERS_TO]->(e:Entity)
         WHERE x.endedBy IS NULL
         WITH DISTINCT e
         ORDER BY e.id
         RETURN [e.id, e.kind]
       } AS entities
ORDER BY at, id
