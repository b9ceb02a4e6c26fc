// Creates Definition nodes.
UNWIND $rows AS row
CREATE (n:Definition)
SET n = row
