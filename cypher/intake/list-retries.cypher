// The retries of a dataset, oldest first, each with the delivery that left the row which was tried again.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param before: bigint
// @column id: DeliveryId
// @column from: DeliveryId
// @column sequence: number
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence > 0 AND d.sequence < $before AND d.kind = 'RETRY'
MATCH (q:QuarantinedRow {settledBy: d.id})-[:FROM]->(f:Delivery)
RETURN d.id AS id, f.id AS from, f.sequence AS sequence
ORDER BY d.sequence
