// The records of a dataset that begin within some stretches of time, no more than so many.
// @read
// @param dataset: string
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
// @param most: bigint
// @column index: number # existence
// @column id: RecordId # id
// @column validFrom: number # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
UNWIND $stretches AS stretch
MATCH (r:Record)
WHERE r.validFrom >= stretch.from AND r.validFrom < stretch.to
WITH stretch, r
WHERE r.dataset = $dataset AND r.endedBy IS NULL AND r.precision <> '' AND {{record(r)}}
RETURN stretch.index AS index, r.id AS id, r.validFrom.epochMillis AS validFrom, r.point.x AS longitude, r.point.y AS latitude
LIMIT $most
