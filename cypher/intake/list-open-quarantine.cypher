// The open quarantined rows of a dataset with their raw text, a page at a time.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: string
// @column raw: string
// @column layout: string
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset = $dataset AND q.id > $after
RETURN q.id AS id, q.raw AS raw, q.layout AS layout
ORDER BY q.state, q.dataset, q.id
LIMIT $limit
