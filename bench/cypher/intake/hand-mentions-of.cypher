// Creates MENTIONS relationships.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[:MENTIONS {role: row.properties.role}]->(b)
