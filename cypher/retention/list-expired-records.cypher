// Records of a dataset whose time is over, with what is needed to erase them.
// @read
// @system what is kept too long is erased for the product
// @param dataset: string
// @param after: string
// @param before: DateTime
// @param openEnd: DateTime
// @param standingToo: boolean
// @param limit: bigint
// @column id: RecordId
// @column current: boolean
// @column raw: readonly string[]
// @column layouts: readonly string[]
// @slot expired: expired-record
MATCH (r:Record)
WHERE r.dataset = $dataset AND r.id > $after AND {{expired}}
RETURN r.id AS id, r.endedBy IS NULL AS current, r.raw AS raw, r.layouts AS layouts
ORDER BY r.dataset, r.id
LIMIT $limit
