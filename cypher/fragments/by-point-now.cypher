// Records r that stand at a place, with their state s, by the point index: the planner would rather walk all records of the datasets
// in order of their ids.
// @param center: Point
// @param radius: number
MATCH (r:Record)
USING INDEX r:Record(point)
WHERE point.distance(r.point, $center) <= $radius AND r.endedBy IS NULL AND {{record(r)}}
WITH r, r AS s
