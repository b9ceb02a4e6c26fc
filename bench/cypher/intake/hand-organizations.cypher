// Creates Entity:Organization nodes.
UNWIND $rows AS row
CREATE (n:Entity:Organization)
SET n = row
