// Creates Consistency nodes.
UNWIND $rows AS row
CREATE (n:Consistency)
SET n = row
