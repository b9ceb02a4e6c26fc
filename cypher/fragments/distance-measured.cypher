// How far a record in state s is from the middle of the place.
// @param center: Point
point.distance(s.point, $center)
