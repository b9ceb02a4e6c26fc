// Deliveries that were begun and not finished, of all datasets.
// @read
// @system intake compares with what is there; the operator sees counts
// @column id: DeliveryId
// @column dataset: string
// @column owner: string
// @column heartbeatAt: DateTime
MATCH (d:Delivery)
WHERE d.state IN ['RECEIVING', 'APPLYING'] AND d.receivedAt IS NOT NULL
RETURN d.id AS id, d.dataset AS dataset, d.owner AS owner, d.heartbeatAt AS heartbeatAt
ORDER BY d.receivedAt
