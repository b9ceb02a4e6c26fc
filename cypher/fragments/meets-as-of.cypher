// Records r, in the state s of a recorded time, of moments in one cell around one moment.
// @unguarded s: a state of r, which is guarded
// @param recorded: DateTime
CALL (own, cell) {
  MATCH (r:Record)
  WHERE r.momentCell = cell AND r.validFrom >= own.after AND r.validFrom <= own.before
  RETURN r, r AS s
  UNION ALL
  MATCH (s:RecordVersion)
  WHERE s.momentCell = cell AND s.validFrom >= own.after AND s.validFrom <= own.before
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
}
WITH own, r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
