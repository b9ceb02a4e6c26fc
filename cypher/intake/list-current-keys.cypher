// The current records of a dataset in order of their ids, a page at a time.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: RecordId
// @column current: boolean
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after
RETURN r.id AS id, r.endedBy IS NULL AS current
ORDER BY r.dataset, r.id
LIMIT $limit
