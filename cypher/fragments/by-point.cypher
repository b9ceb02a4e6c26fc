// Seeks records by the point index.
// @param center: Point
// @param radius: number
point.distance(r.point, $center) <= $radius
