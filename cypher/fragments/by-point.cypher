// Seeks records by the point index: the planner would rather walk all records of the datasets in order of their ids.
// @param center: Point
// @param radius: number
USING INDEX r:Record(point)
WHERE point.distance(r.point, $center) <= $radius
