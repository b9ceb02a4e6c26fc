// Creates OWNS relationships.
UNWIND $rows AS row
MATCH (a:Department {id: row.from})
MATCH (b:Dataset {id: row.to})
CREATE (a)-[:OWNS]->(b)
