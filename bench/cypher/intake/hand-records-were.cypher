// Creates WAS relationships.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:RecordVersion {id: row.to})
CREATE (a)-[:WAS]->(b)
