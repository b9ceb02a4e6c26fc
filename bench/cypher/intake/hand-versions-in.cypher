// Creates IN relationships.
UNWIND $rows AS row
MATCH (a:RecordVersion {id: row.from})
MATCH (b:Delivery {id: row.to})
CREATE (a)-[:IN]->(b)
