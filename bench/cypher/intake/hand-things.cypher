// Creates Entity:Thing nodes.
UNWIND $rows AS row
CREATE (n:Entity:Thing)
SET n = row
