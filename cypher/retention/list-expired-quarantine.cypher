// Quarantined rows, in whatever state, of deliveries that state a time before the limit.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param before: DateTime
// @param limit: bigint
// @column id: string
// @column raw: string
// @column layout: string
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence > 0 AND d.statedAt <= $before
MATCH (q:QuarantinedRow)
WHERE q.delivery = d.id
RETURN q.id AS id, q.raw AS raw, q.layout AS layout
LIMIT $limit
