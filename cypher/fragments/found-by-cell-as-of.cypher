// Records r, in the state s of a recorded time, that stood in some cells: moments by their begin, longer periods by their end.
// @unguarded s: a state of r, which is guarded
// @param cells: readonly string[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
// @param recorded: DateTime
CALL () {
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.momentCell = cell AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  RETURN r, r AS s
  UNION ALL
  UNWIND $cells AS cell
  MATCH (r:Record)
  WHERE r.spanCell = cell AND r.validTo > $since
  RETURN r, r AS s
  UNION ALL
  UNWIND $cells AS cell
  MATCH (s:RecordVersion)
  WHERE s.momentCell = cell AND s.validFrom >= $momentsSince AND s.validFrom <= $until
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
  UNION ALL
  UNWIND $cells AS cell
  MATCH (s:RecordVersion)
  WHERE s.spanCell = cell AND s.validTo > $since
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
}
WITH r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
