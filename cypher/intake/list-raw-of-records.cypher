// The raw rows that make some records.
// @read
// @param records: readonly string[]
// @column record: RecordId # id
// @column raw: readonly string[] # value
// @column layouts: readonly string[] # value
// @column dataset: string # id
// @column inScope: boolean # scope
// @slot record: record-now | record-as-of
UNWIND $records AS record
MATCH (r:Record {id: record})
WHERE {{record(r)}}
{{record}}
WITH record, r, s
WHERE {{rows(r, s)}}
RETURN record, s.raw AS raw, s.layouts AS layouts, s.dataset AS dataset, {{recordInScope(r)}} AS inScope
