// The raw rows of a dataset's current records, a page of records at a time.
// @read
// @system intake compares with what is there; the operator sees counts
// @param dataset: string
// @param after: string
// @param limit: bigint
// @column id: RecordId
// @column current: boolean
// @column raw: readonly string[]
// @column layouts: readonly string[]
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after
RETURN r.id AS id, r.endedBy IS NULL AS current, r.raw AS raw, r.layouts AS layouts
ORDER BY r.dataset, r.id
LIMIT $limit
