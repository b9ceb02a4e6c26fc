// Creates SAME_OCCASION relationships.
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[:SAME_OCCASION {
  pair: row.properties.pair, model: row.properties.model, minutes: row.properties.minutes,
  probability: row.properties.probability, evidence: row.properties.evidence,
  recordedFrom: row.properties.recordedFrom, recordedTo: row.properties.recordedTo, endedBy: row.properties.endedBy
}]->(b)
