// Records r of events of a dataset that stand and begin within a stretch of time, in their present state s.
// @param dataset: string
// @param earliest: DateTime
// @param until: DateTime
MATCH (r:Record)
WHERE r.eventDataset = $dataset AND r.validFrom >= $earliest AND r.validFrom <= $until AND r.endedBy IS NULL AND {{happening(r)}}
WITH r, r AS s
