// A page of the deliveries of some datasets, newest first.
// @read
// @param datasets: readonly string[]
// @param beforeTime: DateTime
// @param beforeId: string
// @param limit: bigint
// @column id: DeliveryId
// @column dataset: string
// @column kind: string
// @column mode: string
// @column state: string
// @column statedAt: number
// @column receivedAt: number
// @column rows: number
// @column accepted: number
// @column unchanged: number
// @column versions: number
// @column quarantined: number
// @column ended: number
// @column seconds: number
// @column heldReasons: string
// @column notes: readonly string[]
// @slot state: delivery-state-any | delivery-state-is
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{state}}
        AND (d.receivedAt < $beforeTime OR (d.receivedAt = $beforeTime AND d.id < $beforeId))
  RETURN d
  ORDER BY d.receivedAt DESC, d.id DESC
  LIMIT $limit
}
WITH d ORDER BY d.receivedAt DESC, d.id DESC LIMIT $limit
RETURN d.id AS id, d.dataset AS dataset, d.kind AS kind, d.mode AS mode, d.state AS state,
       d.statedAt.epochMillis AS statedAt, d.receivedAt.epochMillis AS receivedAt, d.rows AS rows,
       d.accepted AS accepted, d.unchanged AS unchanged, d.versions AS versions, d.quarantined AS quarantined,
       d.ended AS ended, d.seconds AS seconds, d.heldReasons AS heldReasons, coalesce(d.notes, []) AS notes
ORDER BY receivedAt DESC, id DESC
