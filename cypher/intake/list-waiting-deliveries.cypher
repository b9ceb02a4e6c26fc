// Deliveries that are not at their end: interrupted, being applied, or held for a person.
// @read
// @system intake compares with what is there; the operator sees counts
// @column id: DeliveryId
// @column dataset: string
// @column kind: string
// @column state: string
// @column rows: number
// @column receivedAt: DateTime
// @column owner: string
// @column heartbeatAt: DateTime
// @column heldReasons: string
MATCH (d:Delivery)
WHERE d.state IN ['RECEIVING', 'APPLYING', 'HELD'] AND d.receivedAt IS NOT NULL
RETURN d.id AS id, d.dataset AS dataset, d.kind AS kind, d.state AS state, d.rows AS rows, d.receivedAt AS receivedAt,
       d.owner AS owner, d.heartbeatAt AS heartbeatAt, d.heldReasons AS heldReasons
ORDER BY d.receivedAt
