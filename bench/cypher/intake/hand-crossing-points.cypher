// Creates CrossingPoint nodes.
UNWIND $rows AS row
CREATE (n:CrossingPoint)
SET n = row
