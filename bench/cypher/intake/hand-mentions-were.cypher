// Creates WAS relationships.
UNWIND $rows AS row
MATCH (a:Mention {id: row.from})
MATCH (b:MentionVersion {id: row.to})
CREATE (a)-[:WAS]->(b)
