// Creates RowLayout nodes.
UNWIND $rows AS row
CREATE (n:RowLayout)
SET n = row
