// Every statement under the keys of some records, newest first.
// @read
// @unguarded s: a state of r, which is guarded
// @param records: readonly string[]
// @param until: DateTime
// @column record: RecordId # id
// @column dataset: string # id
// @column version: number # existence
// @column delivery: DeliveryId # id
// @column statedAt: number # existence
// @column recordedFrom: number # existence
// @column recordedTo: number # existence
// @column raw: readonly string[] # value
// @column layouts: readonly string[] # value
// @column inScope: boolean # scope
UNWIND $records AS record
MATCH (r:Record {id: record})
WHERE {{record(r)}}
CALL (r) {
  WITH r AS s
  RETURN s
  UNION ALL
  MATCH (r)-[:WAS]->(s:RecordVersion)
  RETURN s
}
WITH record, r, s WHERE s.recordedFrom <= $until AND {{rows(r, s)}}
RETURN record, {{recordInScope(r)}} AS inScope, s.dataset AS dataset, s.version AS version, s.delivery AS delivery, s.statedAt.epochMillis AS statedAt,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo, s.raw AS raw,
       s.layouts AS layouts
ORDER BY record, version DESC
