// Creates Dataset nodes.
UNWIND $rows AS row
CREATE (n:Dataset)
SET n = row
