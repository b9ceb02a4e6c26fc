// Every statement under the keys of some records, newest first.
// @read
// @param records: readonly string[]
// @param until: DateTime
// @column record: RecordId
// @column dataset: string
// @column version: number
// @column delivery: DeliveryId
// @column statedAt: number
// @column recordedFrom: number
// @column recordedTo: number
// @column raw: readonly string[]
// @column layouts: readonly string[]
UNWIND $records AS record
MATCH (r:Record {id: record})
CALL (r) {
  WITH r AS s
  RETURN s
  UNION ALL
  MATCH (r)-[:WAS]->(s:RecordVersion)
  RETURN s
}
WITH record, s WHERE s.recordedFrom <= $until
RETURN record, s.dataset AS dataset, s.version AS version, s.delivery AS delivery, s.statedAt.epochMillis AS statedAt,
       s.recordedFrom.epochMillis AS recordedFrom, s.recordedTo.epochMillis AS recordedTo, s.raw AS raw,
       s.layouts AS layouts
ORDER BY record, version DESC
