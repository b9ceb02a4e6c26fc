// Creates QuarantinedRow nodes.
UNWIND $rows AS row
CREATE (n:QuarantinedRow)
SET n = row
