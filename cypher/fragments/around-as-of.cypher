// Records r of events of a dataset, in the state s of a recorded time, that began within some stretches of time then.
// @unguarded s: a state of r, which is guarded
// @param dataset: string
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
// @param recorded: DateTime
CALL () {
  UNWIND $stretches AS stretch
  MATCH (r:Record)
  WHERE r.eventDataset = $dataset AND r.validFrom >= stretch.from AND r.validFrom < stretch.to
  RETURN stretch, r, r AS s
  UNION ALL
  UNWIND $stretches AS stretch
  MATCH (s:RecordVersion)
  WHERE s.eventDataset = $dataset AND s.validFrom >= stretch.from AND s.validFrom < stretch.to
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN stretch, r, s
}
WITH stretch, r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{happening(r)}}
