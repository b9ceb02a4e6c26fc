// Creates OF relationships.
UNWIND $rows AS row
MATCH (a:Delivery {id: row.from})
MATCH (b:Dataset {id: row.to})
CREATE (a)-[:OF]->(b)
