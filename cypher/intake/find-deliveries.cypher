// Deliveries by id.
// @read
// @param ids: readonly string[]
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
UNWIND $ids AS asked
MATCH (d:Delivery {id: asked})
RETURN d.id AS id, d.dataset AS dataset, d.kind AS kind, d.mode AS mode, d.state AS state,
       d.statedAt.epochMillis AS statedAt, d.receivedAt.epochMillis AS receivedAt, d.rows AS rows,
       d.accepted AS accepted, d.unchanged AS unchanged, d.versions AS versions, d.quarantined AS quarantined,
       d.ended AS ended, d.seconds AS seconds, d.heldReasons AS heldReasons, coalesce(d.notes, []) AS notes
