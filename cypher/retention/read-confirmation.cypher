// When the department last stated a dataset as a whole.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @column statedAt: DateTime | null
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence > 0 AND d.mode = 'FULL' AND d.kind = 'FILE' AND d.state = 'APPLIED'
RETURN max(coalesce(d.confirmedAt, d.statedAt)) AS statedAt
