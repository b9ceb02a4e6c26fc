// Creates RELATES relationships.
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[:RELATES {
  id: row.properties.id, record: row.properties.record, dataset: row.properties.dataset, type: row.properties.type,
  from: row.properties.from, to: row.properties.to, recordedFrom: row.properties.recordedFrom,
  recordedTo: row.properties.recordedTo, endedBy: row.properties.endedBy
}]->(b)
