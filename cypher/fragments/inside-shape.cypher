// A record in state s lies within a circle and, where there are edges, within an odd number of a polygon's rings.
// Longitudes west of the polygon count 360 degrees more: it may lie across the antimeridian.
// @param center: Point
// @param radius: number
// @param edges: readonly (readonly number[])[]
// @param west: number
(point.distance(s.point, $center) <= $radius AND (size($edges) = 0 OR reduce(
  odd = false, k IN $edges |
  CASE WHEN (k[1] > s.point.y) <> (k[3] > s.point.y)
            AND (CASE WHEN s.point.x < $west THEN s.point.x + 360 ELSE s.point.x END)
                < (k[2] - k[0]) * (s.point.y - k[1]) / (k[3] - k[1]) + k[0]
       THEN NOT odd ELSE odd END)))
