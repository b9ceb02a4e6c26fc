// One quarantined row with its raw text.
// @read
// @system intake compares with what is there; the operator sees counts
// @param id: string
// @column id: string
// @column dataset: string
// @column delivery: DeliveryId
// @column state: string
// @column line: number
// @column key: string | null
// @column raw: string
// @column layout: string
MATCH (q:QuarantinedRow {id: $id})
RETURN q.id AS id, q.dataset AS dataset, q.delivery AS delivery, q.state AS state, q.line AS line, q.key AS key,
       q.raw AS raw, q.layout AS layout
