// How many quarantined rows, and held deliveries with their bytes, state a time before the limit.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param before: DateTime
// @column quarantined: number
// @column held: readonly string[]
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence > 0 AND d.statedAt <= $before
RETURN sum(COUNT { MATCH (q:QuarantinedRow) WHERE q.delivery = d.id }) AS quarantined,
       collect(CASE WHEN d.state = 'HELD' THEN d.id END) AS held
