// The place among a dataset's deliveries of the newest one before some place that stated all there was to state; none: no row.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param before: bigint
// @column sequence: number
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence < $before AND d.mode = 'FULL' AND d.state = 'APPLIED'
RETURN d.sequence AS sequence
ORDER BY d.sequence DESC
LIMIT 1
