// The newest deliveries of a dataset, newest first.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param limit: bigint
// @column id: DeliveryId
// @column sequence: number
// @column hash: string
// @column kind: string
// @column state: string
// @column definition: string
// @column statedAt: DateTime
// @column rows: number
// @column quarantined: number
// @column batches: number
// @column owner: string
// @column heartbeatAt: DateTime
MATCH (d:Delivery)
WHERE d.dataset = $dataset AND d.sequence > 0
RETURN d.id AS id, d.sequence AS sequence, d.hash AS hash, d.kind AS kind, d.state AS state,
       d.definition AS definition, d.statedAt AS statedAt, d.rows AS rows, d.quarantined AS quarantined, d.batches AS batches,
       d.owner AS owner, d.heartbeatAt AS heartbeatAt
ORDER BY d.dataset DESC, d.sequence DESC
LIMIT $limit
