// Creates Entity:Event nodes.
UNWIND $rows AS row
CREATE (n:Entity:Event)
SET n = row
