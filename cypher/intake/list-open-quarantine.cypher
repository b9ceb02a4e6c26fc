// The open quarantined rows that a stretch of a dataset's deliveries left, with their raw text and their faults, a page at a time.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param since: bigint
// @param before: bigint
// @param after: string
// @param limit: bigint
// @column id: string
// @column key: string | null
// @column raw: string
// @column layout: string
// @column sequence: number
// @column rule: string
// @column column: string | null
// @column value: string | null
// @column reason: string
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset = $dataset AND q.id > $after
MATCH (q)-[:FROM]->(d:Delivery)
WHERE d.sequence >= $since AND d.sequence < $before
RETURN q.id AS id, q.key AS key, q.raw AS raw, q.layout AS layout, d.sequence AS sequence, q.rule AS rule,
       q.column AS column, q.value AS value, q.reason AS reason
ORDER BY q.state, q.dataset, q.id
LIMIT $limit
