// Creates Department nodes.
UNWIND $rows AS row
CREATE (n:Department)
SET n = row
