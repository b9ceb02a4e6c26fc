// Creates DENOTES relationships.
UNWIND $rows AS row
MATCH (a:Identifier {key: row.from})
MATCH (b:Entity {id: row.to})
CREATE (a)-[:DENOTES {from: row.properties.from, to: row.properties.to}]->(b)
