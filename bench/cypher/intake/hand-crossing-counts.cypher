// Creates CrossingCount nodes.
UNWIND $rows AS row
CREATE (n:CrossingCount)
SET n = row
