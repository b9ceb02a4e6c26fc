// Records r of events of a dataset, in state s, that begin within some stretches of time.
// @param dataset: string
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
UNWIND $stretches AS stretch
MATCH (r:Record)
WHERE r.eventDataset = $dataset AND r.validFrom >= stretch.from AND r.validFrom < stretch.to
WITH stretch, r, r AS s
WHERE r.endedBy IS NULL AND {{happening(r)}}
