// The raw rows of one current record.
// @read
// @system intake compares with what is there; the operator sees counts
// @param id: string
// @column raw: readonly string[]
// @column layouts: readonly string[]
MATCH (r:Record {id: $id})
WHERE r.endedBy IS NULL
RETURN r.raw AS raw, r.layouts AS layouts
