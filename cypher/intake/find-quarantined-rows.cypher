// Quarantined rows by id.
// @read
// @param ids: readonly string[]
// @column id: string # id
// @column dataset: string # id
// @column delivery: DeliveryId # id
// @column state: string # existence
// @column line: number # existence
// @column rule: string # existence
// @column column: string | null # value
// @column columns: readonly string[] # value
// @column value: string | null # value
// @column reason: string # value
// @column raw: string # value
// @column layout: string # value
UNWIND $ids AS asked
MATCH (q:QuarantinedRow {id: asked})
WHERE {{quarantined(q)}}
RETURN q.id AS id, q.dataset AS dataset, q.delivery AS delivery, q.state AS state, q.line AS line, q.rule AS rule,
       q.column AS column,
       coalesce(q.columns, []) AS columns, q.value AS value, q.reason AS reason, q.raw AS raw, q.layout AS layout
