// Creates CAUSED_BY relationships.
UNWIND $rows AS row
MATCH (a:IdentityEvent {id: row.from})
MATCH (b:Delivery {id: row.to})
CREATE (a)-[:CAUSED_BY]->(b)
