// One quarantined row with its raw text and its fault.
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
// @column rule: string
// @column column: string | null
// @column value: string | null
// @column reason: string
MATCH (q:QuarantinedRow {id: $id})
RETURN q.id AS id, q.dataset AS dataset, q.delivery AS delivery, q.state AS state, q.line AS line, q.key AS key,
       q.raw AS raw, q.layout AS layout, q.rule AS rule, q.column AS column, q.value AS value, q.reason AS reason
