// Records r that were at a place at a recorded time, with their state s of then, by the point index.
// @unguarded s: a state of r, which is guarded
// @param center: Point
// @param radius: number
// @param recorded: DateTime
CALL () {
  MATCH (r:Record)
  USING INDEX r:Record(point)
  WHERE point.distance(r.point, $center) <= $radius AND r.recordedFrom <= $recorded AND r.recordedTo > $recorded
  RETURN r, r AS s
  UNION ALL
  MATCH (s:RecordVersion)
  USING INDEX s:RecordVersion(point)
  WHERE point.distance(s.point, $center) <= $radius AND s.recordedFrom <= $recorded AND s.recordedTo > $recorded
  MATCH (r:Record)-[:WAS]->(s)
  RETURN r, s
}
WITH r, s
WHERE {{record(r)}}
