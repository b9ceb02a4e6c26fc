// Creates IDENTIFIED_BY relationships.
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:Identifier {key: row.to})
CREATE (a)-[:IDENTIFIED_BY {from: row.properties.from, to: row.properties.to}]->(b)
