// One delivery as it stands.
// @read
// @system intake compares with what is there; the operator sees counts
// @param id: string
// @column id: DeliveryId
// @column dataset: string
// @column sequence: number
// @column hash: string
// @column kind: string
// @column mode: string
// @column state: string
// @column format: string
// @column definition: string
// @column statedAt: DateTime
// @column receivedAt: DateTime
// @column rows: number
// @column accepted: number
// @column unchanged: number
// @column versions: number
// @column quarantined: number
// @column ended: number
// @column batches: number
// @column heldReasons: string
// @column notes: readonly string[]
// @column seconds: number
// @column owner: string
// @column heartbeatAt: DateTime
// @column undoes: DeliveryId | null
MATCH (d:Delivery {id: $id})
RETURN d.id AS id, d.dataset AS dataset, d.sequence AS sequence, d.hash AS hash, d.kind AS kind, d.mode AS mode,
       d.state AS state, d.format AS format, d.definition AS definition, d.statedAt AS statedAt,
       d.receivedAt AS receivedAt, d.rows AS rows, d.accepted AS accepted, d.unchanged AS unchanged,
       d.versions AS versions, d.quarantined AS quarantined, d.ended AS ended, d.batches AS batches,
       d.heldReasons AS heldReasons, coalesce(d.notes, []) AS notes, d.seconds AS seconds, d.owner AS owner, d.heartbeatAt AS heartbeatAt, d.undoes AS undoes
