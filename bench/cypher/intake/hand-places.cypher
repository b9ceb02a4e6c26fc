// Creates Entity:Place nodes.
UNWIND $rows AS row
CREATE (n:Entity:Place)
SET n = row
