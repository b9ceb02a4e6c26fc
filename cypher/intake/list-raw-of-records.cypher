// The raw rows that make some records.
// @read
// @param records: readonly string[]
// @column record: RecordId
// @column raw: readonly string[]
// @column layouts: readonly string[]
// @slot record: record-now | record-as-of
UNWIND $records AS record
MATCH (r:Record {id: record})
{{record}}
RETURN record, s.raw AS raw, s.layouts AS layouts
