// Records r, in the state s of a recorded time, that began within some stretches of time then.
// @unguarded s: a state of r, which is guarded
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
// @param recorded: DateTime
CALL () {
  UNWIND $stretches AS stretch
  MATCH (r:Record)
  WHERE r.validFrom >= stretch.from AND r.validFrom < stretch.to
  RETURN stretch, r, r AS s
  UNION ALL
  UNWIND $stretches AS stretch
  MATCH (s:RecordVersion)
  WHERE s.validFrom >= stretch.from AND s.validFrom < stretch.to
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN stretch, r, s
}
WITH stretch, r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{record(r)}}
