// Records r, in state s, that stand in some cells: moments by their begin, longer periods by their end.
// @param cells: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
CALL () {
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.momentCell = cell AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  RETURN r
  UNION ALL
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.spanCell = cell AND r.validTo > $since
  RETURN r
}
WITH r, r AS s
WHERE r.endedBy IS NULL AND {{record(r)}}
