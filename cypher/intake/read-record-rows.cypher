// The raw rows of some records that stand.
// @read
// @system intake compares with what is there; the operator sees counts
// @param ids: readonly string[]
// @column id: RecordId
// @column raw: readonly string[]
// @column layouts: readonly string[]
UNWIND $ids AS id
MATCH (r:Record {id: id})
WHERE r.endedBy IS NULL
RETURN r.id AS id, r.raw AS raw, r.layouts AS layouts
