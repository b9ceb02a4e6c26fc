// Mentions that stand and are said to be at exactly one point, as their records are or were before that was set aside, in order of their ids.
// @read
// @system identity is decided from everything
// @param point: Point
// @param limit: bigint
// @column id: MentionId
CALL () {
  MATCH (r:Record)
  WHERE point.withinBBox(r.point, $point, $point)
  RETURN r
  UNION
  MATCH (r:Record)
  WHERE point.withinBBox(r.barredPoint, $point, $point)
  RETURN r
}
MATCH (r)-[:MENTIONS]->(m:Mention)
WHERE m.endedBy IS NULL AND m.point = $point
RETURN m.id AS id
ORDER BY id
LIMIT $limit
