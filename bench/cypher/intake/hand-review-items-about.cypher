// Creates ABOUT relationships of ReviewItem nodes.
UNWIND $rows AS row
MATCH (a:ReviewItem {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[:ABOUT {isRight: row.properties.isRight}]->(b)
