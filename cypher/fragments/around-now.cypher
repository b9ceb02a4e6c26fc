// Records r, in state s, that begin within some stretches of time.
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
UNWIND $stretches AS stretch
MATCH (r:Record)
WHERE r.validFrom >= stretch.from AND r.validFrom < stretch.to
WITH stretch, r, r AS s
WHERE r.endedBy IS NULL AND {{record(r)}}
