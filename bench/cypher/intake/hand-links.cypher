// Creates LINK relationships.
UNWIND $rows AS row
MATCH (a:Entity {id: row.from})
MATCH (b:Entity {id: row.to})
CREATE (a)-[:LINK {
  key: row.properties.key, type: row.properties.type, dataset: row.properties.dataset, from: row.properties.from,
  to: row.properties.to, recordedFrom: row.properties.recordedFrom, recordedTo: row.properties.recordedTo,
  support: row.properties.support
}]->(b)
