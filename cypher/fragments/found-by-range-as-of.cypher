// Records r, in the state s of a recorded time, that stood in some ranges of cells.
// @unguarded s: a state of r, which is guarded
// @param ranges: readonly { readonly cellFrom: string; readonly cellTo: string }[]
// @param since: DateTime
// @param until: DateTime
// @param momentsSince: DateTime
// @param recorded: DateTime
CALL () {
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.momentCell >= range.cellFrom AND r.momentCell <= range.cellTo
        AND r.validFrom >= $momentsSince AND r.validFrom <= $until
  RETURN r, r AS s
  UNION ALL
  UNWIND $ranges AS range
  MATCH (r:Record)
  WHERE r.spanCell >= range.cellFrom AND r.spanCell <= range.cellTo AND r.validTo > $since
  RETURN r, r AS s
  UNION ALL
  UNWIND $ranges AS range
  MATCH (s:RecordVersion)
  WHERE s.momentCell >= range.cellFrom AND s.momentCell <= range.cellTo
        AND s.validFrom >= $momentsSince AND s.validFrom <= $until
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
  UNION ALL
  UNWIND $ranges AS range
  MATCH (s:RecordVersion)
  WHERE s.spanCell >= range.cellFrom AND s.spanCell <= range.cellTo AND s.validTo > $since
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
}
WITH r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
