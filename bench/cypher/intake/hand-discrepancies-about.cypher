// Creates ABOUT relationships of Discrepancy nodes.
UNWIND $rows AS row
MATCH (a:Discrepancy {id: row.from})
MATCH (b:Mention {id: row.to})
CREATE (a)-[:ABOUT {isRight: row.properties.isRight}]->(b)
