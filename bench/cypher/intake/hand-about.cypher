// Creates ABOUT relationships.
UNWIND $rows AS row
MATCH (a:IdentityEvent {id: row.from})
MATCH (b:Entity {id: row.to})
CREATE (a)-[:ABOUT]->(b)
