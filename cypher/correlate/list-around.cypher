// The events of a dataset that begin within some stretches of time, no more than so many.
// @read
// @param dataset: string
// @param stretches: readonly { readonly index: bigint; readonly from: DateTime; readonly to: DateTime }[]
// @param most: bigint
// @column index: number # existence
// @column id: RecordId # id
// @column validFrom: number # existence
// @column longitude: number | null # existence
// @column latitude: number | null # existence
// @slot around: around-now | around-as-of
{{around}}
WITH stretch, r, s
WHERE s.precision IN ['hour', 'minute', 'second']
RETURN stretch.index AS index, r.id AS id, s.validFrom.epochMillis AS validFrom, s.point.x AS longitude, s.point.y AS latitude
LIMIT $most
