// Records r of events of a dataset that began within a stretch of time, in their state s at a recorded time.
// @unguarded s: a state of r, which is guarded
// @param dataset: string
// @param earliest: DateTime
// @param until: DateTime
// @param recorded: DateTime
CALL () {
  MATCH (r:Record)
  WHERE r.eventDataset = $dataset AND r.validFrom >= $earliest AND r.validFrom <= $until
  RETURN r, r AS s
  UNION ALL
  MATCH (s:RecordVersion)
  WHERE s.eventDataset = $dataset AND s.validFrom >= $earliest AND s.validFrom <= $until
  MATCH (s)<-[:WAS]-(r:Record)
  RETURN r, s
}
WITH r, s
WHERE s.recordedFrom <= $recorded AND s.recordedTo > $recorded AND {{happening(r)}}
WITH r, s
