// A page of the deliveries of some datasets, of all together or of each, newest first.
// @read
// @param datasets: readonly string[]
// @param beforeTime: DateTime
// @param beforeId: string
// @param limit: bigint
// @column id: DeliveryId # id
// @column dataset: string # id
// @column kind: string # existence
// @column mode: string # existence
// @column state: string # existence
// @column statedAt: number # existence
// @column receivedAt: number # existence
// @column rows: number # count
// @column accepted: number # count
// @column unchanged: number # count
// @column versions: number # count
// @column quarantined: number # count
// @column ended: number # count
// @column seconds: number # existence
// @column heldReasons: string # existence
// @column notes: readonly string[] # existence
// @slot state: delivery-state-any | delivery-state-is
// @slot spread: page-of-all | page-of-each
UNWIND $datasets AS dataset
CALL (dataset) {
  MATCH (d:Delivery)
  WHERE d.dataset = dataset AND d.sequence > 0 AND {{delivery(d)}} AND {{state}}
        AND d.receivedAt <= $beforeTime AND CASE WHEN d.receivedAt = $beforeTime THEN d.id < $beforeId ELSE true END
  RETURN d
  ORDER BY d.receivedAt DESC, d.id DESC
  LIMIT $limit
}
{{spread}}
RETURN d.id AS id, d.dataset AS dataset, d.kind AS kind, d.mode AS mode, d.state AS state,
       d.statedAt.epochMillis AS statedAt, d.receivedAt.epochMillis AS receivedAt, d.rows AS rows,
       d.accepted AS accepted, d.unchanged AS unchanged, d.versions AS versions, d.quarantined AS quarantined,
       d.ended AS ended, d.seconds AS seconds, d.heldReasons AS heldReasons, coalesce(d.notes, []) AS notes
ORDER BY receivedAt DESC, id DESC
