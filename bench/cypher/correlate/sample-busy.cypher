// Vehicles with the most passages, with the places and cells that they passed.
MATCH (e:Thing)
WHERE e.endedAt IS NULL AND e.evidence >= toInteger($least)
WITH e ORDER BY e.evidence DESC, e.id LIMIT toInteger($count)
CALL (e) {
  MATCH (e)<-[x:REFERS_TO]-(:Mention)<-[:MENTIONS]-(r:Record)
  WHERE x.endedBy IS NULL AND r.endedBy IS NULL AND r.momentCell IS NOT NULL
  WITH DISTINCT r
  WITH DISTINCT r.point AS point, r.momentCell AS cell
  RETURN collect([point.x, point.y, cell]) AS places
}
RETURN e.id AS id, places
