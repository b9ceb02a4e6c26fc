// The open quarantined rows of a dataset with their raw text and their faults, a page at a time.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: string
// @column raw: string
// @column layout: string
// @column rule: string
// @column column: string | null
// @column value: string | null
// @column reason: string
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset = $dataset AND q.id > $after
RETURN q.id AS id, q.raw AS raw, q.layout AS layout, q.rule AS rule, q.column AS column, q.value AS value,
       q.reason AS reason
ORDER BY q.state, q.dataset, q.id
LIMIT $limit
