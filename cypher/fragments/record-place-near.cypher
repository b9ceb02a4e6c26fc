// Records within a distance in metres.
// @param center: Point
// @param radius: number
point.distance(s.point, $center) <= $radius
