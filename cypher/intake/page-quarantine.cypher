// A page of the quarantined rows of some datasets in some states, in order of their ids.
// @read
// @param datasets: readonly string[]
// @param states: readonly string[]
// @param after: string
// @param limit: bigint
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
UNWIND $states AS state
UNWIND $datasets AS dataset
CALL (state, dataset) {
  MATCH (q:QuarantinedRow)
  WHERE q.state = state AND q.dataset = dataset AND q.id > $after AND {{quarantined(q)}}
  RETURN q
  ORDER BY q.state, q.dataset, q.id
  LIMIT $limit
}
WITH q ORDER BY q.id LIMIT $limit
RETURN q.id AS id, q.dataset AS dataset, q.delivery AS delivery, q.state AS state, q.line AS line, q.rule AS rule,
       q.column AS column,
       coalesce(q.columns, []) AS columns, q.value AS value, q.reason AS reason, q.raw AS raw, q.layout AS layout
ORDER BY id
