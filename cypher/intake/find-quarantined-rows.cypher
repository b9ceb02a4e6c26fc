// Quarantined rows by id.
// @read
// @param ids: readonly string[]
// @column id: string
// @column dataset: string
// @column delivery: DeliveryId
// @column state: string
// @column line: number
// @column rule: string
// @column column: string | null
// @column value: string | null
// @column reason: string
// @column raw: string
// @column layout: string
UNWIND $ids AS asked
MATCH (q:QuarantinedRow {id: asked})
RETURN q.id AS id, q.dataset AS dataset, q.delivery AS delivery, q.state AS state, q.line AS line, q.rule AS rule,
       q.column AS column, q.value AS value, q.reason AS reason, q.raw AS raw, q.layout AS layout
