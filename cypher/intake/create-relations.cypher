// Writes what records say of two of their mentions.
// @write
// @param at: DateTime
// @param rows: readonly { readonly from: string; readonly to: string; readonly properties: Properties }[]
UNWIND $rows AS row
CALL (row) { MATCH (a:Mention {id: row.from}) RETURN a }
CALL (row) { MATCH (b:Mention {id: row.to}) RETURN b }
CREATE (a)-[:RELATES {
  id: row.properties.id, record: row.properties.record, dataset: row.properties.dataset, type: row.properties.type,
  from: row.properties.from, to: row.properties.to, recordedFrom: $at, recordedTo: row.properties.recordedTo
}]->(b)
