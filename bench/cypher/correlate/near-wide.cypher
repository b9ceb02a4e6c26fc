// The same far around a point over a day: moments by when they began, longer periods by ranges of cells.
CALL () {
  MATCH (r:Record)
  WHERE r.validFrom >= $momentsSince AND r.validFrom <= $until AND r.momentCell IS NOT NULL
  RETURN r
  UNION ALL
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  RETURN r
}
WITH r
WHERE r.dataset IN $datasets AND r.endedBy IS NULL AND r.validFrom <= $until AND r.validTo > $since
      AND point.distance(r.point, $center) <= $radius
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
