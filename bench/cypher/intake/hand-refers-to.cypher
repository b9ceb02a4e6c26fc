// Creates REFERS_TO relationships.
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:Entity {id: row.to})
CREATE (a)-[:REFERS_TO {
  recordedFrom: row.properties.recordedFrom, recordedTo: row.properties.recordedTo,
  delivery: row.properties.delivery, endedBy: row.properties.endedBy
}]->(b)
