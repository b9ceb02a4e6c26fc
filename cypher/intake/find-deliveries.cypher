// Deliveries by id.
// @read
// @param ids: readonly string[]
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
UNWIND $ids AS asked
MATCH (d:Delivery {id: asked})
WHERE {{delivery(d)}}
RETURN d.id AS id, d.dataset AS dataset, d.kind AS kind, d.mode AS mode, d.state AS state,
       d.statedAt.epochMillis AS statedAt, d.receivedAt.epochMillis AS receivedAt, d.rows AS rows,
       d.accepted AS accepted, d.unchanged AS unchanged, d.versions AS versions, d.quarantined AS quarantined,
       d.ended AS ended, d.seconds AS seconds, d.heldReasons AS heldReasons, coalesce(d.notes, []) AS notes
