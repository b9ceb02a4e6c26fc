// Creates Discrepancy nodes.
UNWIND $rows AS row
CREATE (n:Discrepancy)
SET n = row
